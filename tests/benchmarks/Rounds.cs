using System.Diagnostics;

namespace Rampart.Benchmarks;

/// <summary>Measures both sides in turn.</summary>
static class Rounds
{
    /// <summary>Each thing is done twice unmeasured, to warm it up.</summary>
    const int WarmUps = 2;

    /// <summary>Us against the peer.</summary>
    public static Comparison Measure(int rounds, Peer peer, string name, Action ours, string theirs) =>
        Measure(rounds, WarmUps, name, ours, () => peer.Measure(theirs));

    /// <summary>Us against anything that tells its own seconds.</summary>
    public static Comparison Measure(int rounds, int warmUps, string name, Action ours, Func<double> theirs)
    {
        List<double> mine = [], other = [];
        for (var round = -warmUps; round < rounds; round++)
        {
            var seconds = Seconds(ours);
            var otherSeconds = theirs();
            if (round >= 0)
            {
                mine.Add(seconds);
                other.Add(otherSeconds);
            }
        }
        return new Comparison(name, mine, other);
    }

    /// <summary>Seconds of one execution.</summary>
    public static double Seconds(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    }
}
