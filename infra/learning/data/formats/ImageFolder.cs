namespace Rampart.Learning.Data;

/// <summary>
/// A folder with one folder of images per class, as torchvision's ImageFolder: classes are numbered in the order of their names. Images are
/// those that <see cref="Netpbm"/> reads, all of one size.
/// </summary>
/// <param name="Classes">The names of the class folders; a class's number is its place.</param>
/// <param name="Images">The images by class and name.</param>
public sealed record ImageFolder(IReadOnlyList<string> Classes, ImageSet Images)
{
    private const int MostClasses = 256;
    private const int MostImages = 10_000_000;
    private const long LargestImage = 1L << 28;
    private const long MostPixels = 1L << 30;

    private static readonly string[] Extensions = [".pgm", ".ppm"];

    /// <summary>Reads every image of a folder.</summary>
    /// <param name="folder">The folder of the class folders.</param>
    /// <param name="set">What the set is to be called, such as <c>train</c>.</param>
    /// <exception cref="DataException">A folder or file is not what it should be; the message names it.</exception>
    public static ImageFolder Read(string folder, string set)
    {
        string[] classes = [.. Entries(folder, Directory.Exists(folder) ? Directory.GetDirectories(folder) : [], MostClasses, "folders of classes")];
        if (Directory.GetFiles(folder).Length > 0)
        {
            throw new DataException("there are files beside the folders of classes", folder, "name the folder that holds one folder per class and nothing else");
        }

        var pixels = new MemoryStream();
        var labels = new List<byte>();
        ImageShape? shape = null;
        for (int label = 0; label < classes.Length; label++)
        {
            string path = Path.Combine(folder, classes[label]);
            foreach (string name in Entries(path, Directory.GetFileSystemEntries(path), MostImages, "images"))
            {
                (ImageShape own, byte[] values) = Image(folder, $"{classes[label]}/{name}");
                shape ??= own;
                if (own != shape)
                {
                    throw new DataException(
                        $"the image is {own.Channels} x {own.Height} x {own.Width}, the ones before are {shape.Channels} x {shape.Height} x {shape.Width}",
                        Path.Combine(path, name),
                        "bring all images to one size and one number of channels");
                }

                if (pixels.Length + values.Length > MostPixels)
                {
                    throw new DataException($"the images have more than {MostPixels} values", folder, "read fewer of them, or smaller ones");
                }

                pixels.Write(values);
                labels.Add((byte)label);
            }
        }

        return new ImageFolder(classes, new ImageSet(set, shape!, pixels.ToArray(), labels.ToArray()));
    }

    private static (ImageShape Shape, byte[] Pixels) Image(string folder, string name)
    {
        string path = ImageName.Find(folder, name);
        if (!Extensions.Contains(Path.GetExtension(name), StringComparer.OrdinalIgnoreCase))
        {
            throw new DataException("it is none of the kinds of image that can be read", path, $"convert it to one of {string.Join(", ", Extensions)}");
        }

        return new FileInfo(path).Length <= LargestImage
            ? Netpbm.Read(File.ReadAllBytes(path), path)
            : throw new DataException($"the file is larger than the limit of {LargestImage} bytes", path, "take it out");
    }

    private static string[] Entries(string folder, string[] paths, int most, string what) => paths.Length > 0 && paths.Length <= most
        ? [.. paths.Select(path => ImageName.Checked(Path.GetFileName(path), folder)).Order(StringComparer.Ordinal)]
        : throw new DataException($"there are {paths.Length} {what}; 1 to {most} are possible", folder, "name the folder that holds one folder per class");
}
