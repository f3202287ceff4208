namespace Rampart.TorchSurface.Tests;

/// <summary>members.txt: one member a line, after "both" or, where release 0.99.6 lacks it, "new".</summary>
internal static class MemberList
{
    private const string Head =
        """
        # What our code uses of TorchSharp; every line was found with the identical signature in release 0.107.
        # both: release 0.99.6 has it too.  new: 0.99.6 lacks it.  Made by tests/infra/torch/surface/regenerate.sh.
        """;

    public static IReadOnlyList<(string Mark, string Member)> Read(string path) =>
    [
        .. File.ReadLines(path)
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', 2, StringSplitOptions.TrimEntries))
            .Select(parts => (parts[0], parts[1])),
    ];

    public static void Write(string path, IEnumerable<string> members, IReadOnlySet<string> old) =>
        File.WriteAllLines(
            path,
            [.. Head.Split('\n'), .. members.Order(StringComparer.Ordinal).Select(member => $"{(old.Contains(member) ? "both" : "new ")} {member}")]);
}
