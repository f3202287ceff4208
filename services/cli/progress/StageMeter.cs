using Rampart.Contracts;

namespace Rampart.Cli.Progress;

/// <summary>Measures how far one stage is and how fast it goes, from the messages about its items.</summary>
sealed class StageMeter(string name, string kind)
{
    static readonly TimeSpan TooShort = TimeSpan.FromSeconds(1);
    readonly Dictionary<string, (long Done, long Total)> _underWay = [];
    long _unitsOfFinished;
    string _unit = "items";
    (DateTimeOffset Time, double Share, long Units)? _first;

    public string Name => name;

    /// <summary>How many items the stage has, as far as known.</summary>
    public int Items { get; set; }

    public int ItemsDone { get; private set; }

    public int ItemsCached { get; private set; }

    public void Progressed(WorkItemProgressed message, DateTimeOffset now)
    {
        (_underWay[message.Item], _unit) = ((message.Done, message.Total), message.Unit);
        _first ??= (now, Share, Units);
    }

    public void Completed(WorkItemCompleted message, DateTimeOffset now)
    {
        ItemsDone++;
        if (message.Cached)
        {
            ItemsCached++;
        }
        if (_underWay.Remove(message.Item, out var last))
        {
            _unitsOfFinished += last.Total;
        }
        _first ??= (now, Share, Units);
    }

    public StageReading Read(DateTimeOffset now)
    {
        TimeSpan elapsed = now - (_first?.Time ?? now);
        bool knowsRate = elapsed > TooShort && ItemsDone < Items && Share > _first!.Value.Share;
        return new StageReading(
            name, kind, ItemsDone, Math.Max(Items, ItemsDone), ItemsCached, Units, _unit, Share,
            knowsRate ? (Units - _first!.Value.Units) / elapsed.TotalSeconds : null,
            knowsRate ? elapsed * ((1 - Share) / (Share - _first!.Value.Share)) : null);
    }

    long Units => _unitsOfFinished + _underWay.Values.Sum(item => item.Done);

    double Share => Items == 0 ? 0 : Math.Min(1, (ItemsDone + _underWay.Values.Sum(item => item.Total > 0 ? (double)item.Done / item.Total : 0)) / Items);
}
