using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Contracts;
using Rampart.Gateway.Models;
using Rampart.Registry;
using Spectre.Console;

namespace Rampart.Cli.Commands.Models;

/// <summary><c>rampart models show MODEL</c>: one version, and the model's history.</summary>
static class ModelsShowCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Argument<ModelReference> reference = ModelOptions.Reference();
        Option<bool> json = SharedOptions.Json();
        var command = new ConfiguredCommand("show", "Shows a version of a model, and who did what with the model when, and why.", ConfiguredOption.Store()) { reference, json };
        command.OverGateway(async (parsed, gateway, cancellation) =>
        {
            ModelView shown = await gateway.GetAsync<ModelView>($"v1/models/{Uri.EscapeDataString($"{parsed.GetRequiredValue(reference)}")}", cancellation);
            Write(shown.Entries.Aggregate(ModelHistory.Empty(shown.Name), (model, entry) => model.With(entry)), shown.Version, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Store(configuration.Options);
            ModelReference meant = parsed.GetRequiredValue(reference);
            ModelHistory model = await services.GetRequiredService<ModelRegistry>().ReadAsync(meant.Model, cancellation);
            int version = model.Resolve(meant);
            Write(model, version, parsed.GetValue(json));
            return ExitCode.Ok;
        });
    }

    static void Write(ModelHistory model, int version, bool json)
    {
        if (json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(ModelView.Of(model, version), CliJson.Options));
            return;
        }
        Write(Terminal.Output(), model, version);
    }

    static void Write(IAnsiConsole output, ModelHistory model, int version)
    {
        ModelVersion content = model[version];
        string aliases = string.Join(", ", model.Aliases.Where(alias => alias.Value == version).Select(alias => alias.Key));
        output.Write(Terminal.Plain(
            $"{model.Name}:{version}{(aliases.Length == 0 ? "" : $" ({aliases})")} from run {content.RunId}, stage {content.Stage}, code {content.CodeVersion}\n"));
        Table parts = new Table().RoundedBorder().AddColumns("part", "bytes", "digest");
        foreach (NamedArtifact part in content.Parts)
        {
            parts.AddRow(Terminal.Plain(part.Role), Terminal.Plain(part.Artifact.Size.ToString("N0", CultureInfo.InvariantCulture)), Terminal.Plain(part.Artifact.Digest));
        }
        output.Write(parts);
        if (model.Rejection(version) is { } rejected)
        {
            WriteRejection(output, rejected);
        }
        Table history = new Table().RoundedBorder().AddColumns("when (UTC)", "what", "who", "why");
        foreach (ModelEntry entry in model.Entries)
        {
            history.AddRow(
                Terminal.Plain(entry.Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
                Terminal.Plain(Describe(entry.Event)), Terminal.Plain(entry.Who), Terminal.Plain(entry.Why));
        }
        output.Write(history);
    }

    static void WriteRejection(IAnsiConsole output, VersionRejected rejected)
    {
        output.WriteLine(Terminal.WithoutControls($"rejected for {rejected.Alias}: {rejected.Reason}"));
        if (rejected.Failed.Count == 0)
        {
            return;
        }
        Table failed = new Table().RoundedBorder().AddColumns("gate that failed", "measured", "required", "missed by");
        foreach (GateVerdict gate in rejected.Failed)
        {
            failed.AddRow(
                Terminal.Plain(gate.Condition), Terminal.Plain($"{Percent(gate.Measured)} ± {Percent(gate.Stderr)}"), Terminal.Plain(Percent(gate.Required)),
                Terminal.Plain(Percent(Math.Abs(gate.Measured - gate.Required))));
        }
        output.Write(failed);
    }

    static string Percent(double share) => (100 * share).ToString("F1", CultureInfo.InvariantCulture);

    static string Describe(ModelEvent happened) => happened switch
    {
        VersionRegistered registered => $"version {registered.Version} from run {registered.Content.RunId}",
        AliasMoved { To: null } gone => $"{gone.Alias} removed from version {gone.From}",
        AliasMoved { From: null } set => $"{set.Alias} set to version {set.To}",
        AliasMoved moved => $"{moved.Alias} moved from version {moved.From} to {moved.To}",
        VersionRejected rejected => $"version {rejected.Version} rejected for {rejected.Alias}: {rejected.Reason}",
        _ => happened.GetType().Name,
    };
}
