using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Gateway.Models;
using Rampart.Registry;

namespace Rampart.Cli.Commands.Models;

/// <summary><c>rampart models rollback NAME</c>: lets an alias stand for the version for which it stood before.</summary>
static class ModelsRollbackCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Argument<string> name = ModelOptions.Name();
        Option<string> alias = ModelOptions.Alias(), who = ModelOptions.Who(), why = ModelOptions.Why("rolled back from the command line");
        var command = new ConfiguredCommand("rollback", "Lets an alias stand for the version for which it stood before.", ConfiguredOption.Store()) { name, alias, who, why };
        command.OverGateway(async (parsed, gateway, cancellation) =>
        {
            var request = new RollbackRequest(parsed.GetRequiredValue(alias), $"{parsed.GetRequiredValue(why)} ({parsed.GetRequiredValue(who)})");
            AliasMove back = await gateway.SendAsync<AliasMove>(
                HttpMethod.Post, $"v1/models/{Uri.EscapeDataString(parsed.GetRequiredValue(name))}/rollback", request, cancellation);
            Console.Out.WriteLine($"{back.Model}@{back.Alias} = {back.Version}");
            return ExitCode.Ok;
        });
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Store(configuration.Options);
            var registry = services.GetRequiredService<ModelRegistry>();
            ModelHistory model = await registry.ReadAsync(parsed.GetRequiredValue(name), cancellation);
            string moved = parsed.GetRequiredValue(alias);
            int before = model.Before(moved)
                ?? throw new UsageException($"alias {moved} of model {model.Name} never stood for another version. `rampart models show {model.Name}` tells the history.");
            await registry.MoveAsync(model.Name, moved, model.Of(moved), before, parsed.GetRequiredValue(who), parsed.GetRequiredValue(why), cancellation);
            Console.Out.WriteLine($"{model.Name}@{moved} = {before}");
            return ExitCode.Ok;
        });
    }
}
