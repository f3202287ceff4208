using Rampart.Pipeline.Planning;

namespace Rampart.Coordination.Planning;

/// <summary>
/// The items that one open stage has stated, kept between plannings so that a fan-out is not stated again for each of its items.
/// Keeping them changes speed only: a large stage is asked again when an eighth of what was left is left, and always at the end.
/// </summary>
sealed class StageAgenda(IStagePlan plan, string stage)
{
    const int AlwaysAsk = 32;
    const int AskAgainAtOneIn = 8;

    IReadOnlyList<PlannedItem> _items = [];
    Dictionary<string, int>? _places;
    int _settledWhenAsked = -1;
    int _askAgainAt;
    int _next;

    /// <summary>How many items the stage has stated.</summary>
    public int Count => _items.Count;

    /// <summary>How many of them have not settled. Where a chain states less than it had finished, because a link was lost, they are looked through.</summary>
    public int Unsettled(StageLedger ledger) =>
        _items.Count > ledger.Settled ? _items.Count - ledger.Settled : Names().Count(name => !ledger.IsSettled(name));

    /// <summary>Asks the plan again if that may give new items.</summary>
    public void Update(StageLedger ledger, Func<StageSituation> situation)
    {
        if (ledger.Settled != _settledWhenAsked && (_items.Count <= AlwaysAsk || _items.Count - ledger.Settled <= _askAgainAt))
        {
            Ask(ledger, situation());
        }
    }

    /// <summary>Whether every stated item has settled.</summary>
    public bool IsSettled(StageLedger ledger) => _settledWhenAsked >= 0 && Unsettled(ledger) == 0;

    /// <summary>The next item that is neither settled nor outstanding; null when there is none. Each call gives another one.</summary>
    public PlannedItem? Next(StageLedger ledger, Outstanding outstanding)
    {
        for (; _next < _items.Count; _next++)
        {
            if (Name(_next) is var name && !ledger.IsSettled(name) && outstanding[new ItemId(stage, name)] is null)
            {
                return _items[_next++];
            }
        }
        return null;
    }

    /// <summary>
    /// Begins at the first item again if one that was given out came back without a result. Items before the next one have all been given
    /// out, so that they are settled or outstanding; when those are fewer, some have come back.
    /// </summary>
    public void Rewind(StageLedger ledger, Outstanding outstanding)
    {
        if (ledger.Settled + outstanding.CountOf(stage) < _next)
        {
            _next = 0;
        }
    }

    /// <summary>The item of this name as the plan states it now, if it does.</summary>
    public PlannedItem? Find(string name, StageLedger ledger, Func<StageSituation> situation)
    {
        if (Stated(name) is { } found)
        {
            return found;
        }
        if (ledger.Settled == _settledWhenAsked)
        {
            return null;
        }
        Ask(ledger, situation());
        return Stated(name);
    }

    PlannedItem? Stated(string name)
    {
        _places ??= Names().Index().ToDictionary(entry => entry.Item, entry => entry.Index, StringComparer.Ordinal);
        return _places.TryGetValue(name, out var place) ? _items[place] : null;
    }

    string Name(int place) => ItemSequence.NameOf(_items, place);

    IEnumerable<string> Names() => Enumerable.Range(0, _items.Count).Select(Name);

    void Ask(StageLedger ledger, StageSituation situation)
    {
        _items = plan.Items(situation);
        _settledWhenAsked = ledger.Settled;
        _askAgainAt = (_items.Count - ledger.Settled) / AskAgainAtOneIn;
        _places = null;
    }
}
