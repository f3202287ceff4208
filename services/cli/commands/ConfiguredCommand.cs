using System.CommandLine;
using Rampart.Cli.Gateway;
using Rampart.Hosting;

namespace Rampart.Cli.Commands;

/// <summary>A command that reads the configuration, some keys of which are options of the command line too.</summary>
sealed class ConfiguredCommand : Command
{
    readonly List<ConfiguredOption> _options = [];
    Func<ParseResult, GatewayClient, CancellationToken, Task<int>>? _overGateway;

    public ConfiguredCommand(string name, string description, params ConfiguredOption[] options) : base(name, description)
    {
        Array.ForEach(options, Add);
    }

    /// <summary>Does this instead when a gateway is named. Call it before <see cref="Does"/>.</summary>
    public ConfiguredCommand OverGateway(Func<ParseResult, GatewayClient, CancellationToken, Task<int>> action)
    {
        Add(ConfiguredOption.Gateway());
        _overGateway = action;
        return this;
    }

    /// <summary>Does this when the command is given.</summary>
    public ConfiguredCommand Does(ToolHosts hosts, Func<ParseResult, RampartConfiguration, CancellationToken, Task<int>> action)
    {
        SetAction(async (parsed, cancellation) =>
        {
            RampartConfiguration configuration = hosts.Configure(Given(parsed));
            if (_overGateway is not { } overGateway || configuration.GatewayAccess() is not { Url: not null } access)
            {
                return await action(parsed, configuration, cancellation);
            }
            using var gateway = new GatewayClient(access);
            return await overGateway(parsed, gateway, cancellation);
        });
        return this;
    }

    void Add(ConfiguredOption option)
    {
        _options.Add(option);
        Options.Add(option.Option);
    }

    IEnumerable<Setting> Given(ParseResult parsed) => _options
        .Select(option => (option, value: parsed.GetValue(option.Option)))
        .Where(given => given.value is not null)
        .Select(given => new Setting(given.option.Key, given.value!, given.option.Option.Name));
}
