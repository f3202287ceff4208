using System.CommandLine;

namespace Rampart.Cli.Commands.Triggers;

/// <summary><c>rampart triggers</c>: watches, what waits for a run in them, and what they have decided.</summary>
static class TriggersCommand
{
    public static Command Create(ToolHosts hosts) =>
        new("triggers", "Watches: what starts runs by themselves, what waits, and what was decided.")
        {
            TriggersListCommand.Create(hosts),
            TriggersShowCommand.Create(hosts),
            TriggersAddCommand.Create(hosts),
            TriggersRemoveCommand.Create(hosts),
        };
}
