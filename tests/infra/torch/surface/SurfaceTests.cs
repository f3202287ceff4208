namespace Rampart.TorchSurface.Tests;

public sealed class SurfaceTests
{
    private static readonly string List = Path.Combine(AppContext.BaseDirectory, "members.txt");

    [Fact]
    public void Every_member_of_TorchSharp_that_our_code_uses_is_in_the_checked_list()
    {
        IReadOnlySet<string> used = UsedByUs();
        string? release = Environment.GetEnvironmentVariable("RAMPART_TORCHSHARP");
        if (release is not null)
        {
            Regenerate(used, release);
            return;
        }

        HashSet<string> listed = [.. MemberList.Read(List).Select(line => line.Member)];
        string[] unlisted = [.. used.Where(member => !listed.Contains(member)).Order(StringComparer.Ordinal)];
        Assert.True(
            unlisted.Length == 0,
            $"{unlisted.Length} members of TorchSharp are used but not listed in tests/infra/torch/surface/members.txt:\n  "
            + string.Join("\n  ", unlisted)
            + "\nLook each of them up in TorchSharp 0.107 (and 0.99.6): same type, name, parameters with defaults, and result."
            + "\nIf it is there, run tests/infra/torch/surface/regenerate.sh with the two TorchSharp.dll, or add the line by hand;"
            + "\nif not, write the code without it: with the packages TorchSharp-cpu and TorchSharp-cuda-linux it would not compile.");
    }

    [Fact]
    public void The_list_is_sorted_marked_and_without_repetition()
    {
        IReadOnlyList<(string Mark, string Member)> lines = MemberList.Read(List);
        Assert.NotEmpty(lines);
        Assert.All(lines, line => Assert.Contains(line.Mark, (string[])["both", "new"]));
        string[] members = [.. lines.Select(line => line.Member)];
        Assert.Equal(members.Distinct().Order(StringComparer.Ordinal), members);
    }

    [Fact]
    public void The_binding_defines_every_listed_member()
    {
        IReadOnlySet<string> defined = AssemblyMembers.Defined(Path.Combine(AppContext.BaseDirectory, "TorchSharp.dll"));
        string[] lacking = [.. MemberList.Read(List).Select(line => line.Member).Except(defined)];
        Assert.Empty(lacking);
    }

    [Fact]
    public void The_learning_library_and_the_services_are_among_what_is_looked_at()
    {
        string[] names = [.. OurAssemblies().Select(path => Path.GetFileNameWithoutExtension(path)!)];
        Assert.Contains("Rampart.Learning", names);
        Assert.Contains("Rampart.Safetensors", names);
        Assert.Contains("Rampart.Stages", names);
        Assert.Contains("Rampart.Training", names);
    }

    private static IEnumerable<string> OurAssemblies() =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll").Where(path =>
            Path.GetFileName(path) is var name
            && name.StartsWith("rampart.", StringComparison.OrdinalIgnoreCase)
            && !name.EndsWith(".Tests.dll", StringComparison.Ordinal));

    private static HashSet<string> UsedByUs() => [.. OurAssemblies().SelectMany(AssemblyMembers.Used)];

    private static void Regenerate(IReadOnlySet<string> used, string release)
    {
        IReadOnlySet<string> defined = AssemblyMembers.Defined(release);
        string[] lacking = [.. used.Except(defined).Order(StringComparer.Ordinal)];
        Assert.True(lacking.Length == 0, $"TorchSharp does not define what our code uses:\n  {string.Join("\n  ", lacking)}");
        MemberList.Write(
            Environment.GetEnvironmentVariable("RAMPART_TORCHSHARP_LIST")!,
            used,
            AssemblyMembers.Defined(Environment.GetEnvironmentVariable("RAMPART_TORCHSHARP_OLD")!));
    }
}
