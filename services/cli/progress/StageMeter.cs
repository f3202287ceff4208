using Rampart.Contracts;

namespace Rampart.Cli.Progress;

/// <summary>Measures how far one stage is and how fast it goes, from what is known of its items.</summary>
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

    /// <summary>How many of them failed for good.</summary>
    public int ItemsFailed { get; set; }

    public int ItemsDone { get; private set; }

    public int ItemsCached { get; private set; }

    /// <summary>How many results were verified.</summary>
    public int ItemsVerified { get; set; }

    /// <summary>How many results have to be verified yet.</summary>
    public int ItemsUnverified { get; set; }

    /// <summary>An item is under way.</summary>
    public void Progressed(WorkItemProgressed message, DateTimeOffset now)
    {
        (_underWay[message.Item], _unit) = ((message.Done, message.Total), message.Unit);
        _first ??= (now, Share, Units);
    }

    /// <summary>An item has a result.</summary>
    /// <param name="item">Its name.</param>
    /// <param name="cached">Whether the result was there before.</param>
    /// <param name="now">When it was seen to finish; null when that was before anybody watched.</param>
    public void Completed(string item, bool cached, DateTimeOffset? now)
    {
        ItemsDone++;
        if (cached)
        {
            ItemsCached++;
        }
        if (_underWay.Remove(item, out var last))
        {
            _unitsOfFinished += last.Total;
        }
        if (now is { } seen)
        {
            _first ??= (seen, Share, Units);
        }
    }

    /// <summary>The result of an item is gone; it is made again.</summary>
    public void Lost() => ItemsDone--;

    public StageReading Read(DateTimeOffset now)
    {
        TimeSpan elapsed = now - (_first?.Time ?? now);
        bool knowsRate = elapsed > TooShort && ItemsDone < Items && Share > _first!.Value.Share;
        return new StageReading(
            name, kind, ItemsDone, Math.Max(Items, ItemsDone), ItemsCached, ItemsFailed, ItemsVerified, ItemsUnverified, Units, _unit, Share,
            knowsRate ? (Units - _first!.Value.Units) / elapsed.TotalSeconds : null,
            knowsRate ? elapsed * ((1 - Share) / (Share - _first!.Value.Share)) : null);
    }

    long Units => _unitsOfFinished + _underWay.Values.Sum(item => item.Done);

    double Share => Items == 0 ? 0 : Math.Min(1, (ItemsDone + _underWay.Values.Sum(item => item.Total > 0 ? (double)item.Done / item.Total : 0)) / Items);
}
