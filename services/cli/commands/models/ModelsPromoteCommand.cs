using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Investigation;
using Rampart.Gateway.Models;
using Rampart.Registry;

namespace Rampart.Cli.Commands.Models;

/// <summary><c>rampart models promote MODEL</c>: lets an alias stand for a version.</summary>
static class ModelsPromoteCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Argument<ModelReference> reference = ModelOptions.Reference();
        Option<string> alias = ModelOptions.Alias(), who = ModelOptions.Who(), why = ModelOptions.Why("promoted from the command line");
        var force = new Option<bool>("--force") { Description = "Promote it although gates of its run did not pass." };
        var command = new ConfiguredCommand("promote", "Lets an alias stand for a version, if the gates of the run that made it passed.", ConfiguredOption.Store())
        {
            reference, alias, who, why, force,
        };
        command.OverGateway(async (parsed, gateway, cancellation) =>
        {
            var request = new PromotionRequest(parsed.GetRequiredValue(alias), $"{parsed.GetRequiredValue(why)} ({parsed.GetRequiredValue(who)})", parsed.GetValue(force));
            AliasMove moved = await gateway.SendAsync<AliasMove>(
                HttpMethod.Post, $"v1/models/{Uri.EscapeDataString($"{parsed.GetRequiredValue(reference)}")}/promote", request, cancellation);
            Console.Out.WriteLine($"{moved.Model}@{moved.Alias} = {moved.Version}");
            return ExitCode.Ok;
        });
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Store(configuration.Options);
            var registry = services.GetRequiredService<ModelRegistry>();
            ModelReference meant = parsed.GetRequiredValue(reference);
            ModelHistory model = await registry.ReadAsync(meant.Model, cancellation);
            int version = model.Resolve(meant);
            IReadOnlyList<GateVerdict> failed = await FailedGates.OfAsync(
                model[version].RunId, services.GetRequiredService<IRunLogStore>(), ResultsReader.From(services), cancellation);
            foreach (GateVerdict gate in failed)
            {
                await Console.Error.WriteLineAsync(
                    FormattableString.Invariant($"gate failed: {gate.Condition} (measured {100 * gate.Measured:F1} ± {100 * gate.Stderr:F1}, required {100 * gate.Required:F1})"));
            }
            if (failed.Count > 0 && !parsed.GetValue(force))
            {
                await Console.Error.WriteLineAsync($"{model.Name}:{version} is not promoted; --force does it all the same");
                return ExitCode.Failed;
            }
            string name = parsed.GetRequiredValue(alias);
            if (model.Of(name) != version)
            {
                await registry.MoveAsync(model.Name, name, model.Of(name), version, parsed.GetRequiredValue(who), parsed.GetRequiredValue(why), cancellation);
            }
            Console.Out.WriteLine($"{model.Name}@{name} = {version}");
            return ExitCode.Ok;
        });
    }
}
