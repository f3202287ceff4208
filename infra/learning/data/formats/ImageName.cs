namespace Rampart.Learning.Data;

/// <summary>Names of images in a dataset's records: paths below the folder of images, and never outside it, whatever the record says.</summary>
public static class ImageName
{
    private const int Longest = 1024;

    /// <summary>A name that is safe to look up below a folder.</summary>
    /// <param name="name">As the record states it, with forward slashes.</param>
    /// <param name="where">File and line of the record.</param>
    /// <exception cref="DataException">It is absolute, leaves the folder, or holds characters that no dataset's names have.</exception>
    public static string Checked(string name, string where)
    {
        bool isClean = name.Length is > 0 and <= Longest
            && !name.Any(letter => char.IsControl(letter) || letter is '\\' or ':' or '"' or '<' or '>' or '|' or '?' or '*')
            && name.Split('/').All(part => part.Length is > 0 and <= 255 && part is not ("." or "..") && part.Trim() == part);
        return isClean
            ? name
            : throw new DataException(
                $"the image name \"{Shown(name)}\" is not a path below the folder of images",
                where,
                "use names such as val/000001.png: no leading slash, no .., no backslash");
    }

    /// <summary>The file of an image.</summary>
    /// <param name="folder">The folder of images.</param>
    /// <param name="name">A name that <see cref="Checked"/> let through.</param>
    /// <exception cref="DataException">There is no such file, or a link leads elsewhere.</exception>
    public static string Find(string folder, string name)
    {
        string path = folder;
        foreach (string part in Checked(name, folder).Split('/'))
        {
            path = Path.Combine(path, part);
            // A link inside an unpacked archive could lead anywhere.
            if (new FileInfo(path).LinkTarget is not null)
            {
                throw new DataException($"\"{name}\" leads through a symbolic link", folder, "put the file itself there");
            }
        }

        return File.Exists(path) ? path : throw new DataException($"the image \"{name}\" is not there", folder, "fetch the images, or name their folder");
    }

    private static string Shown(string name)
    {
        string start = name.Length > 80 ? name[..80] + "..." : name;
        return string.Concat(start.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter));
    }
}
