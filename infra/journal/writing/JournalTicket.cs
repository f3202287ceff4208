using Rampart.Journal.Writing;

namespace Rampart.Journal;

/// <summary>Stands for a record that was added, to wait until it is written.</summary>
public readonly struct JournalTicket
{
    internal JournalTicket(PendingBlock block) => Block = block;

    internal PendingBlock? Block { get; }
}
