using Microsoft.Extensions.Hosting;
using Rampart.Journal;

namespace Rampart.Bus.Journaling;

/// <summary>Ends the journal with the host: writes what is left and seals the segment.</summary>
sealed class JournalStop(MessageJournal journal) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => journal.DisposeAsync().AsTask();
}
