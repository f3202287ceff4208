using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;

namespace Rampart.Bus.Journaling;

/// <summary>The process's store, opened by its first use: a process whose store can't be opened lives, says so, and waits for it.</summary>
/// <param name="services">Where the store is registered.</param>
sealed class StoreWhenNeeded(IServiceProvider services) : IJournalStore
{
    IJournalStore Store => services.GetRequiredService<IJournalStore>();

    public Task<IJournalAppender> CreateAsync(string segment, CancellationToken cancellation) => Store.CreateAsync(segment, cancellation);

    public Task<IReadOnlyList<JournalSegment>> ListAsync(CancellationToken cancellation) => Store.ListAsync(cancellation);

    public Task<Stream?> OpenAsync(string segment, long offset, CancellationToken cancellation) => Store.OpenAsync(segment, offset, cancellation);

    public Task<bool> DeleteAsync(string segment, CancellationToken cancellation) => Store.DeleteAsync(segment, cancellation);
}
