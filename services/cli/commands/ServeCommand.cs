using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rampart.Bus;
using Rampart.Hosting;
using Rampart.Pipeline;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart serve SERVICE ...</c>: works for whoever submits, until it is told to stop.</summary>
static class ServeCommand
{
    const string All = "all";

    // They need keys and addresses of their own, so nobody gets them unasked.
    static readonly string[] Others = [ServiceNames.Gateway, ServiceNames.Notifications];

    public static Command Create(ToolHosts hosts)
    {
        string[] known = Names(hosts);
        var services = new Argument<string[]>("service")
        {
            Description = $"{string.Join(", ", known)}; several at once, or {All} of these. Or {string.Join(", ", Others)}, which are asked for by name.",
            Arity = ArgumentArity.OneOrMore,
            HelpName = "service",
        };
        services.AcceptOnlyFromAmong([.. known, .. Others, All]);
        var command = new ConfiguredCommand(
            "serve", "Runs services in this process, over a broker. Start as many processes as you like; SIGTERM or Ctrl-C stops one without losing work.",
            ConfiguredOption.Bus(), ConfiguredOption.Store(), ConfiguredOption.Concurrency(), ConfiguredOption.Port(), ConfiguredOption.Host()) { services };
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            Broker.Require(configuration.Options.Bus, "serve", "`rampart run FILE` runs a pipeline with all services in one process and needs none.");
            string[] given = parsed.GetRequiredValue(services);
            string[] names = [.. known.Where(name => given.Contains(name) || given.Contains(All)), .. Others.Where(given.Contains)];
            if (names.Contains(ServiceNames.Gateway) && configuration.Options.Http.Port == 0)
            {
                throw new UsageException("the gateway needs a port. Give it with --port N or Rampart__Http__Port.");
            }
            using IHost host = hosts.Serving(configuration, names);
            return await ServiceProcess.RunAsync(host, configuration, names, cancellation);
        });
    }

    static string[] Names(ToolHosts hosts)
    {
        using ServiceProvider catalog = hosts.Catalog();
        return [.. catalog.GetRequiredService<StageCatalog>().Kinds.Where(kind => kind.Command is not null).Select(kind => kind.Service).Distinct(), QueueNames.Coordination, ServiceNames.Retraining];
    }
}
