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

    public static Option<bool> Json() => new("--json") { Description = "Print JSON on standard output and nothing else." };

    public static Option<bool> Fresh() => new("--fresh")
    {
        Description = "Begin a new run even if an interrupted one could go on. Finished work is taken from the cache all the same.",
    };

    public static Argument<string> PipelineFile() => new("file") { Description = "The pipeline file." };

    public static Argument<string[]> Overrides() => new("overrides")
    {
        Description = "Changes as key=value, for example fare.objective.epsilon=4/255 or seed=2.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Argument<string> RunId() => new("run") { Description = "The run's id, as `rampart runs` lists it; `latest` is the one that started last." };
}
