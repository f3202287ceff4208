using System.CommandLine;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart faults</c>: what went wrong and waits for a decision, from dead-letter queues and from the logs of failed runs.</summary>
static class FaultsCommand
{
    public static Command Create(ToolHosts hosts) =>
        new("faults", "Looks after what went wrong and waits for a decision: dead letters, and runs that failed.")
        {
            FaultsListCommand.Create(hosts),
            FaultsShowCommand.Create(hosts),
            FaultsDecisionCommand.Retry(hosts),
            FaultsDecisionCommand.Discard(hosts),
        };
}
