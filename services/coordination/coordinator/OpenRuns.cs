using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Coordination;

/// <summary>Finds the runs of a store that go on.</summary>
sealed class OpenRuns(IRunLogStore logs)
{
    // Runs end for good unless somebody reopens them, who then says so with a message: their logs need no second look.
    readonly HashSet<string> _settled = new(StringComparer.Ordinal);

    /// <summary>The runs whose log has no end, but for those that <paramref name="except"/> names.</summary>
    public async Task<IReadOnlyList<string>> FindAsync(Func<string, bool> except, CancellationToken cancellation)
    {
        var open = new List<string>();
        foreach (string id in await logs.ListAsync(cancellation))
        {
            if (!except(id) && !_settled.Contains(id) && await IsOpenAsync(id, cancellation))
            {
                open.Add(id);
            }
        }
        return open;
    }

    async Task<bool> IsOpenAsync(string id, CancellationToken cancellation)
    {
        try
        {
            if (await logs.LastAsync(id, cancellation) is not { } last)
            {
                return false;
            }
            bool ended = RunOutcome.IsEnding(last.Event);
            if (ended)
            {
                _settled.Add(id);
            }
            return !ended;
        }
        catch (ArtifactException)
        {
            // A damaged log: whoever takes the run up tells so, once.
            return _settled.Add(id);
        }
    }
}
