using System.CommandLine;
using Rampart.Pipeline;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart validate FILE</c>: checks a pipeline file and lists its stages.</summary>
static class ValidateCommand
{
    public static Command Create(ToolHosts hosts)
    {
        var resolved = new Option<bool>("--resolved") { Description = "Print the resolved pipeline: overrides applied, defaults filled in." };
        var command = new Command("validate", "Checks a pipeline file; every mistake is told with line and column.") { resolved };
        var arguments = new PipelineArguments(command);
        command.SetAction(parsed =>
        {
            PipelineDefinition pipeline = arguments.Read(hosts, parsed);
            TextWriter output = parsed.InvocationConfiguration.Output;
            output.Write(parsed.GetValue(resolved) ? pipeline.ResolvedYaml : Summary(pipeline));
            return ExitCode.Ok;
        });
        return command;
    }

    static string Summary(PipelineDefinition pipeline) =>
        $"{pipeline.Name} is valid: {pipeline.Stages.Count} stages, digest {pipeline.Digest}\n"
        + string.Concat(pipeline.Stages.Select(stage => $"  {stage.Name} ({stage.Kind}){After(stage)}\n"));

    static string After(PipelineStage stage) =>
        stage.Links.Count == 0 ? "" : $" after {string.Join(", ", stage.Links.Select(link => link.Stage).Distinct())}";
}
