using System.Runtime.CompilerServices;

namespace Rampart.Investigation;

/// <summary>Asks a store several things at once and gives the answers in the order of the questions, so that memory stays bounded.</summary>
static class ReadAhead
{
    const int AtOnce = 16;

    /// <summary>Each of these with what was read for it.</summary>
    public static async IAsyncEnumerable<(T Of, TAnswer Answer)> ReadAsync<T, TAnswer>(
        IEnumerable<T> all, Func<T, CancellationToken, Task<TAnswer>> read, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var asked = new Queue<(T Of, Task<TAnswer> Answer)>();
        foreach (T next in all)
        {
            if (asked.Count == AtOnce)
            {
                (T of, Task<TAnswer> answer) = asked.Dequeue();
                yield return (of, await answer);
            }
            // On the pool, since a store on disk may answer without ever waiting.
            asked.Enqueue((next, Task.Run(() => read(next, cancellation), cancellation)));
        }
        while (asked.TryDequeue(out (T Of, Task<TAnswer> Answer) last))
        {
            yield return (last.Of, await last.Answer);
        }
    }
}
