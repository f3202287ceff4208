using Rampart.Coordination.Planning;

namespace Rampart.Coordination;

/// <summary>
/// The places on the queues and who has them. A run takes places up to its share while there are free ones; when a new run comes, the
/// others give theirs up as their items finish. Safe for several threads.
/// </summary>
sealed class Credit(int window)
{
    readonly Lock _gate = new();
    readonly SortedDictionary<string, Holding> _runs = new(StringComparer.Ordinal);
    bool _isCurrent;

    /// <summary>Takes places for a run; returns how many items it may order now.</summary>
    /// <param name="run">The run.</param>
    /// <param name="priority">Its weight.</param>
    /// <param name="outstanding">How many of its items are outstanding.</param>
    /// <param name="ready">How many more it could order.</param>
    public int Take(string run, int priority, int outstanding, int ready)
    {
        lock (_gate)
        {
            Holding holding = Set(run, new CreditClaim(priority, Math.Min(outstanding + ready, window)), outstanding);
            UpdateShares();
            // A run without any item under way would hear of nothing, so it always gets one.
            int free = Math.Max(Free, outstanding == 0 ? 1 : 0);
            int taken = Math.Clamp(holding.Share - outstanding, 0, Math.Min(free, ready));
            holding.Outstanding += taken;
            return taken;
        }
    }

    /// <summary>Says how many of a run's items are outstanding after it has ordered what it wanted.</summary>
    public void Report(string run, int outstanding)
    {
        lock (_gate)
        {
            if (_runs.TryGetValue(run, out Holding? holding))
            {
                holding.Outstanding = outstanding;
            }
        }
    }

    /// <summary>Gives back all places of a run.</summary>
    public void Leave(string run)
    {
        lock (_gate)
        {
            _isCurrent &= !_runs.Remove(run);
        }
    }

    /// <summary>The runs that could order more now.</summary>
    public IReadOnlyList<string> Owed()
    {
        lock (_gate)
        {
            UpdateShares();
            return Free <= 0 ? [] : [.. _runs.Where(run => run.Value.Outstanding < run.Value.Share).Select(run => run.Key)];
        }
    }

    int Free => window - _runs.Values.Sum(run => run.Outstanding);

    Holding Set(string run, CreditClaim claim, int outstanding)
    {
        if (!_runs.TryGetValue(run, out Holding? holding))
        {
            holding = _runs[run] = new Holding();
        }
        _isCurrent &= holding.Claim == claim;
        (holding.Claim, holding.Outstanding) = (claim, outstanding);
        return holding;
    }

    void UpdateShares()
    {
        if (_isCurrent)
        {
            return;
        }
        IReadOnlyList<int> shares = CreditShares.Of(window, [.. _runs.Values.Select(run => run.Claim)]);
        foreach ((int place, Holding run) in _runs.Values.Index())
        {
            run.Share = shares[place];
        }
        _isCurrent = true;
    }

    sealed class Holding
    {
        public CreditClaim Claim { get; set; }

        public int Outstanding { get; set; }

        public int Share { get; set; }
    }
}
