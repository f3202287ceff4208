using Rampart.Artifacts;

namespace Rampart.Coordination.Tests.Promotion;

/// <summary>Documents whose writer dies at a write that the test names, before or after it.</summary>
sealed class CrashingDocuments(IDocumentStore documents) : IDocumentStore
{
    /// <summary>How many documents have been written.</summary>
    public int Writes { get; private set; }

    /// <summary>Which write from now on is the last of its process, from 0; null for none.</summary>
    public int? CrashAt { get; set; }

    /// <summary>Whether the document of that write is there.</summary>
    public bool IsWritten { get; set; }

    public async Task<bool> TryCreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        bool crashes = CrashAt-- == 0;
        if (crashes && !IsWritten)
        {
            throw new CrashException();
        }
        bool created = await documents.TryCreateAsync(name, content, cancellation);
        Writes++;
        return crashes ? throw new CrashException() : created;
    }

    public Task<byte[]?> FindAsync(string name, CancellationToken cancellation) => documents.FindAsync(name, cancellation);

    public Task<IReadOnlyList<string>> ListAsync(string above, CancellationToken cancellation) => documents.ListAsync(above, cancellation);
}

/// <summary>The process dies here.</summary>
sealed class CrashException() : Exception("The process dies here.");
