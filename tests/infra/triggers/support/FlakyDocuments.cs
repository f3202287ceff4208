using System.Collections.Concurrent;
using Rampart.Artifacts;

namespace Rampart.Triggers.Tests;

/// <summary>Documents in memory whose server fails when it is told to: before it has done anything, or after, with the answer lost.</summary>
sealed class FlakyDocuments : IDocumentStore
{
    readonly ConcurrentDictionary<string, byte[]> _documents = new(StringComparer.Ordinal);

    /// <summary>What becomes of each further call; null for no fault.</summary>
    public Func<Fault?> Next { get; set; } = () => null;

    /// <summary>How many documents there are below a name.</summary>
    public int Count(string above) => _documents.Keys.Count(name => name.StartsWith(above + "/", StringComparison.Ordinal));

    public Task<bool> TryCreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        Call(() => _documents.TryAdd(DocumentNames.Check(name), content.ToArray()));

    public Task<byte[]?> FindAsync(string name, CancellationToken cancellation) => Call(() => _documents.GetValueOrDefault(name));

    public Task<IReadOnlyList<string>> ListAsync(string above, CancellationToken cancellation) => Call<IReadOnlyList<string>>(
        () => [.. _documents.Keys.Where(name => name.StartsWith(above + "/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)]);

    Task<T> Call<T>(Func<T> work)
    {
        Fault? fault = Next();
        if (fault == Fault.Before)
        {
            throw new StoreUnavailableException("The test's server is away.");
        }
        T result = work();
        return fault == Fault.After ? throw new StoreUnavailableException("The test's server has lost its answer.") : Task.FromResult(result);
    }
}

/// <summary>When a call fails.</summary>
enum Fault
{
    /// <summary>Nothing has been done.</summary>
    Before,

    /// <summary>It has been done, and nobody knows.</summary>
    After,
}
