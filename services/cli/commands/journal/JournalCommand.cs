using System.CommandLine;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart journal</c>: what happened to every message, in every process of a store.</summary>
static class JournalCommand
{
    public static Command Create(ToolHosts hosts) =>
        new("journal", "Reads the journal of every message that was sent, arrived, was tried again and ended; checks it and looks after it.")
        {
            JournalListCommand.Create(hosts),
            JournalShowCommand.Create(hosts),
            JournalTailCommand.Create(hosts),
            JournalExportCommand.Create(hosts),
            JournalVerifyCommand.Create(hosts),
            JournalPruneCommand.Create(hosts),
        };
}
