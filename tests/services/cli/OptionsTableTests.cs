using Rampart.Hosting;
using Rampart.Testing;

namespace Rampart.Cli.Tests;

public sealed class OptionsTableTests
{
    // These defaults depend on machine and checkout.
    static readonly Dictionary<string, string> Derived = new() { ["Rampart:Store"] = ".rampart", ["Rampart:Concurrency"] = "cores" };

    static readonly Dictionary<string, string> PartlySecret = new() { ["Rampart:Bus:Uri"] = "its password" };

    static readonly string[][] Rows =
    [
        .. File.ReadLines(Path.Combine(RepositoryFolder.Root, "infra", "hosting", "README.md"))
            .Where(line => line.StartsWith("| `Rampart:", StringComparison.Ordinal))
            .Select(line => line.Trim('|').Split('|').Select(cell => cell.Trim()).ToArray()),
    ];

    [Fact]
    public void The_documented_table_has_every_key_and_no_other() => Assert.Equal(
        KnownKeys.Of(ToolConfiguration.Sections).Select(key => key.Path),
        Rows.Select(row => row[0].Trim('`')).Order(StringComparer.Ordinal));

    [Fact]
    public void The_documented_variables_defaults_ranges_and_secrets_are_those_of_the_options()
    {
        Dictionary<string, string[]> rows = Rows.ToDictionary(row => row[0].Trim('`'));
        Assert.All(KnownKeys.Of(ToolConfiguration.Sections), key => Assert.Equal(
            [key.Variable, Derived.GetValueOrDefault(key.Path, SettingText.Default(key)), key.Range ?? "", key.IsSecret ? "yes" : PartlySecret.GetValueOrDefault(key.Path, "no")],
            [rows[key.Path][1].Trim('`'), rows[key.Path][2].Trim('`'), rows[key.Path][3], rows[key.Path][5]]));
    }

    [Fact]
    public void Every_key_has_a_meaning() => Assert.All(Rows, row => Assert.NotEmpty(row[4]));
}
