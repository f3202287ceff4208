using Rampart.Pipeline.Planning;

namespace Rampart.Coordination.Planning;

/// <summary>
/// The items that one stage has stated, kept between plannings so that a fan-out is not stated again for each of its items.
/// Keeping them changes speed only: a large stage is asked again whenever half of what was left has finished, and always at the end.
/// </summary>
sealed class StageAgenda
{
    const int AlwaysAsk = 512;

    IReadOnlyList<PlannedItem> _items = [];
    int _doneWhenAsked = -1;
    int _askAgainAt;
    int _first;

    /// <summary>The stage's items: asked for now if that may give new ones.</summary>
    public IReadOnlyList<PlannedItem> Items(IStagePlan plan, StageSituation situation, int done)
    {
        if (done != _doneWhenAsked && (_items.Count <= AlwaysAsk || _items.Count - done <= _askAgainAt))
        {
            _items = plan.Items(situation);
            _doneWhenAsked = done;
            _askAgainAt = (_items.Count - done) / 2;
            _first = 0;
        }
        return _items;
    }

    /// <summary>The first items, at most <paramref name="count"/>, that are neither finished nor outstanding.</summary>
    public IEnumerable<PlannedItem> Ready(string stage, RunState state, IReadOnlySet<ItemId> outstanding, int count)
    {
        var ledger = state[stage];
        while (_first < _items.Count && ledger.Finished.ContainsKey(_items[_first].Name))
        {
            _first++;
        }
        return _items
            .Skip(_first)
            .Where(item => !ledger.Finished.ContainsKey(item.Name) && !outstanding.Contains(new ItemId(stage, item.Name)))
            .Take(count);
    }
}
