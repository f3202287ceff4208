using Rampart.Testing;

namespace Rampart.Deploy.Tests;

/// <summary>The files below infra/deploy and those that they depend on, by their path in the repository; with changes, to see what the rules say to them.</summary>
sealed class DeployFiles
{
    const string Folder = "infra/deploy";
    static readonly string[] Others = [".dockerignore", "infra/environment.sh", "global.json", "Directory.Build.targets"];
    readonly IReadOnlyDictionary<string, string> _texts;

    DeployFiles(IReadOnlyDictionary<string, string> texts) => _texts = texts;

    /// <summary>The files as they are.</summary>
    public static DeployFiles Real { get; } = new(
        Directory.EnumerateFiles(Path.Combine(RepositoryFolder.Root, Folder), "*", SearchOption.AllDirectories)
            .Concat(Others.Select(path => Path.Combine(RepositoryFolder.Root, path)))
            .Where(path => Path.GetFileName(path) != ".env")
            .ToDictionary(path => Path.GetRelativePath(RepositoryFolder.Root, path), File.ReadAllText, StringComparer.Ordinal));

    /// <summary>All paths, in ordinal order.</summary>
    public IEnumerable<string> Paths => _texts.Keys.Order(StringComparer.Ordinal);

    /// <summary>Whether there is a file at <paramref name="path"/>, or a folder with files in it.</summary>
    public bool Has(string path) => _texts.ContainsKey(path) || _texts.Keys.Any(key => key.StartsWith($"{path}/", StringComparison.Ordinal));

    /// <summary>What a file says.</summary>
    public string Text(string path) => _texts.TryGetValue(path, out string? text) ? text : throw new FileNotFoundException($"{path} is missing.");

    /// <summary>The files with one passage of one file replaced, wherever it occurs in it.</summary>
    public DeployFiles With(Mistake mistake)
    {
        string text = Text(mistake.File);
        Assert.Contains(mistake.Was, text, StringComparison.Ordinal);
        return new DeployFiles(new Dictionary<string, string>(_texts) { [mistake.File] = text.Replace(mistake.Was, mistake.Becomes, StringComparison.Ordinal) });
    }
}
