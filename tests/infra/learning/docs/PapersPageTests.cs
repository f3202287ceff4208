using System.Text.RegularExpressions;
using Rampart.Learning.Attacks;

namespace Rampart.Learning.Tests.Docs;

public sealed partial class PapersPageTests
{
    // The training methods' table names the words of pipeline.yaml instead of types.
    private static readonly string[] Lines =
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "docs", "papers.md")).SkipWhile(line => line != "## Attacks")];

    // A table's first line names its columns, the second one parts them from the rows.
    private static readonly string[] Rows =
    [
        .. Lines.Where((line, place) => line.StartsWith('|') && !IsRule(line) && !(place + 1 < Lines.Length && IsRule(Lines[place + 1]))),
    ];

    [Fact]
    public void Everything_that_the_page_names_exists()
    {
        Dictionary<string, Type> types = typeof(IAttack).Assembly.GetTypes().Concat(typeof(PapersPageTests).Assembly.GetTypes())
            .Where(type => !type.IsNested).DistinctBy(type => type.Name).ToDictionary(type => type.Name);
        string[] names = [.. Rows.SelectMany(row => Quoted().Matches(row)).Select(match => match.Groups[1].Value).Where(IsCode).Distinct()];

        Assert.InRange(names.Length, 20, 1000);
        Assert.All(names, name =>
        {
            string[] parts = name.Split('.');
            Assert.True(types.ContainsKey(parts[0]), $"There is no type {parts[0]}.");
            Assert.True(parts.Length == 1 || types[parts[0]].GetMember(parts[^1]).Length > 0, $"There is no member {name}.");
        });
    }

    [Fact]
    public void Every_row_names_what_implements_it_and_the_test_that_holds_it() => Assert.All(Rows, row =>
    {
        string[] cells = row.Split('|', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, cells.Length);
        Assert.Matches(Quoted(), cells[2]);
        Assert.Contains("Tests`", cells[3], StringComparison.Ordinal);
    });

    [Fact]
    public void Every_attack_and_loss_of_the_library_is_on_the_page()
    {
        string page = string.Join('\n', Rows);
        IEnumerable<string> attacks = typeof(IAttack).Assembly.GetTypes()
            .Where(type => type.IsClass && type.IsAssignableTo(typeof(IAttack))).Select(type => type.Name);
        string[] names = [.. attacks, "AutoAttack", "EmbeddingMatch", "LogOdds", "ClassLosses.Dlr", "ClassLosses.TargetedDlr"];
        Assert.Contains("Square", names);
        Assert.All(names, name => Assert.Contains($"`{name}`", page, StringComparison.Ordinal));
    }

    private static bool IsRule(string line) => line.StartsWith("|---", StringComparison.Ordinal);

    // Paths, scripts and words of pipeline.yaml are quoted too.
    private static bool IsCode(string text) => char.IsUpper(text[0]);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
