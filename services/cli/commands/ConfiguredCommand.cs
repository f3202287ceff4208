using System.CommandLine;
using Rampart.Hosting;

namespace Rampart.Cli.Commands;

/// <summary>A command that reads the configuration, some keys of which are options of the command line too.</summary>
sealed class ConfiguredCommand : Command
{
    readonly ConfiguredOption[] _options;

    public ConfiguredCommand(string name, string description, params ConfiguredOption[] options) : base(name, description)
    {
        _options = options;
        foreach (ConfiguredOption option in options)
        {
            Options.Add(option.Option);
        }
    }

    /// <summary>Does this when the command is given.</summary>
    public ConfiguredCommand Does(ToolHosts hosts, Func<ParseResult, RampartConfiguration, CancellationToken, Task<int>> action)
    {
        SetAction((parsed, cancellation) => action(parsed, hosts.Configure(Given(parsed)), cancellation));
        return this;
    }

    IEnumerable<Setting> Given(ParseResult parsed) => _options
        .Select(option => (option, value: parsed.GetValue(option.Option)))
        .Where(given => given.value is not null)
        .Select(given => new Setting(given.option.Key, given.value!, given.option.Option.Name));
}
