using System.Text.RegularExpressions;

namespace Rampart.Deploy.Tests;

/// <summary>What .dockerignore lets into the build context: the last pattern that matches a path, or one of its folders, decides.</summary>
sealed class BuildContext(DeployFiles files)
{
    readonly (bool Included, Regex Pattern)[] _patterns =
    [
        .. files.Text(".dockerignore").Split('\n').Where(line => line.Length > 0 && !line.StartsWith('#'))
            .Select(line => (line.StartsWith('!'), Translate(line.TrimStart('!')))),
    ];

    public bool Includes(string path)
    {
        bool included = true;
        foreach ((bool includes, Regex pattern) in _patterns)
        {
            included = pattern.IsMatch(path) ? includes : included;
        }
        return included;
    }

    static Regex Translate(string pattern) => new(
        $"^{Regex.Escape(pattern).Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal)}(/|$)");
}
