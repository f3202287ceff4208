using System.CommandLine;

namespace Rampart.Cli.Commands;

/// <summary>Options and arguments that several commands have.</summary>
static class SharedOptions
{
    public static Option<string> Out() => new("--out")
    {
        Description = "The folder for reports; each run gets a folder in it.",
        DefaultValueFactory = _ => Path.Combine(ToolConfiguration.Home, "out"),
    };

    public static Option<string?> JUnit() => new("--junit") { Description = "Write the gates as JUnit XML to this file too, for a CI system; the report's folder has them as junit.xml." };

    public static Option<bool> Json() => new("--json") { Description = "Print JSON on standard output and nothing else." };

    public static Option<string?> Html() => new("--html") { Description = "Write a page about it to this file too: self-contained, to be opened or passed on." };

    public static Option<bool> Fresh() => new("--fresh")
    {
        Description = "Begin a new run even if an interrupted one could go on. Finished work is taken from the cache all the same.",
    };

    public static Option<string> Reason(string description, string otherwise) =>
        new("--reason") { Description = description, DefaultValueFactory = _ => otherwise };

    public static Argument<string> RunId() => new("run") { Description = "The run's id, as `rampart runs` lists it; `latest` is the one that started last." };
}
