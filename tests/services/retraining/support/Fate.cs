using Rampart.Artifacts;
using Rampart.Bus;
using Rampart.Contracts;

namespace Rampart.Retraining.Tests;

/// <summary>Lets a process die at one of its calls to store and bus: before it, or after it with the answer unheard.</summary>
/// <param name="dieAt">The call, from 0; a negative number for none.</param>
/// <param name="after">Whether it dies after the call.</param>
sealed class Fate(int dieAt, bool after)
{
    int _calls;

    public bool IsDead { get; private set; }

    public async Task<T> Call<T>(Func<Task<T>> work)
    {
        bool fatal = IsDead || _calls++ == dieAt;
        IsDead |= fatal;
        if (fatal && !after)
        {
            throw new DeathException();
        }
        T result = await work();
        return fatal ? throw new DeathException() : result;
    }
}

/// <summary>The process is no more.</summary>
sealed class DeathException() : Exception("The test's process has died.");

sealed class MortalDocuments(IDocumentStore documents, Fate fate) : IDocumentStore
{
    public Task<bool> TryCreateAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        fate.Call(() => documents.TryCreateAsync(name, content, cancellation));

    public Task<byte[]?> FindAsync(string name, CancellationToken cancellation) => fate.Call(() => documents.FindAsync(name, cancellation));

    public Task<IReadOnlyList<string>> ListAsync(string above, CancellationToken cancellation) => fate.Call(() => documents.ListAsync(above, cancellation));
}

sealed class MortalLogs(IRunLogStore logs, Fate fate) : IRunLogStore
{
    public Task<bool> AppendAsync(string runId, long expectedLength, IReadOnlyList<RunEvent> events, CancellationToken cancellation) =>
        fate.Call(() => logs.AppendAsync(runId, expectedLength, events, cancellation));

    public Task<IReadOnlyList<RunLogEntry>> ReadAsync(string runId, CancellationToken cancellation) => fate.Call(() => logs.ReadAsync(runId, cancellation));

    public Task<RunLogEntry?> LastAsync(string runId, CancellationToken cancellation) => fate.Call(() => logs.LastAsync(runId, cancellation));

    public Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation) => fate.Call(() => logs.ListAsync(cancellation));
}

sealed class MortalPublisher(List<object> published, Fate fate) : IMessagePublisher
{
    public Task PublishAsync(object message, Guid messageId, CancellationToken cancellation) => fate.Call(() =>
    {
        published.Add(message);
        return Task.FromResult(true);
    });
}
