namespace Rampart.Learning.Data;

/// <summary>The sources that pipeline.yaml can name.</summary>
public static class DataSources
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<IDataSource> All { get; } = [new FashionMnist()];

    /// <summary>The source of that name.</summary>
    /// <exception cref="DataException">There is none.</exception>
    public static IDataSource Find(string name) =>
        All.FirstOrDefault(source => source.Name == name)
        ?? throw new DataException(
            $"there is no data source '{name}'", "source.name", $"use one of: {string.Join(", ", All.Select(source => source.Name))}");

    /// <summary>Finds the files of some sets in a folder, plain or with <c>.gz</c> added.</summary>
    /// <returns>For each file its name within the source and its path.</returns>
    /// <exception cref="DataException">The folder, a set or a file is missing.</exception>
    public static IReadOnlyList<(string Name, string Path)> Locate(IDataSource source, string folder, IEnumerable<string> sets)
    {
        if (!Directory.Exists(folder))
        {
            throw new DataException("there is no such folder", folder, $"set source.path to the folder with the files of {source.Name}");
        }

        var found = new List<(string, string)>();
        foreach (string file in sets.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).SelectMany(source.Files))
        {
            string plain = Path.Combine(folder, file);
            string path = File.Exists(plain + ".gz") ? plain + ".gz" : plain;
            if (!File.Exists(path))
            {
                throw new DataException($"neither {file} nor {file}.gz is there", folder, $"put the files of {source.Name} there, or set source.path");
            }

            found.Add((file, path));
        }

        return found;
    }
}
