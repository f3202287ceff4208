using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Pipeline;

namespace Rampart.Cli.Commands;

/// <summary>The arguments <c>FILE [key=value ...]</c> of commands that read a pipeline.</summary>
sealed class PipelineArguments(Command command)
{
    readonly Argument<string> _file = Add(command, new Argument<string>("file") { Description = "The pipeline file." });

    readonly Argument<string[]> _overrides = Add(command, new Argument<string[]>("overrides")
    {
        Description = "Changes as key=value, for example fare.objective.epsilon=4/255 or seed=2.",
        Arity = ArgumentArity.ZeroOrMore,
    });

    /// <summary>The file that they name.</summary>
    public string File(ParseResult parsed) => parsed.GetRequiredValue(_file);

    /// <summary>The changes that they ask for.</summary>
    public string[] Overrides(ParseResult parsed) => parsed.GetValue(_overrides) ?? [];

    /// <summary>Reads the pipeline that they name.</summary>
    /// <exception cref="PipelineException">It is not valid.</exception>
    public PipelineDefinition Read(ToolHosts hosts, ParseResult parsed)
    {
        using ServiceProvider catalog = hosts.Catalog();
        return catalog.GetRequiredService<PipelineReader>().ReadFile(File(parsed), Overrides(parsed));
    }

    /// <summary>The folder that the file is in.</summary>
    public string Folder(ParseResult parsed) => Path.GetDirectoryName(Path.GetFullPath(parsed.GetRequiredValue(_file)))!;

    static Argument<T> Add<T>(Command command, Argument<T> argument)
    {
        command.Add(argument);
        return argument;
    }
}
