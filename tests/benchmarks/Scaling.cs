using Rampart.Learning.Models;

namespace Rampart.Benchmarks;

/// <summary>The same shards of mining on one thread and on two: how much a second core brings.</summary>
static class Scaling
{
    const int Shards = 8;

    /// <summary>Seconds on one thread divided by seconds on two.</summary>
    public static Comparison Measure(int rounds, ComputePrecision precision)
    {
        using var first = new Workload(precision);
        using var second = new Workload(precision);
        Mine(first, 1);
        Mine(second, 1);
        List<double> two = [], one = [];
        for (var round = 0; round < rounds; round++)
        {
            one.Add(Rounds.Seconds(() => Mine(first, Shards)));
            two.Add(Rounds.Seconds(() => Task.WaitAll(
                Task.Factory.StartNew(() => Mine(first, Shards / 2), TaskCreationOptions.LongRunning),
                Task.Factory.StartNew(() => Mine(second, Shards / 2), TaskCreationOptions.LongRunning))));
        }
        return new Comparison("mining shards, 2 threads against 1", two, one);
    }

    static void Mine(Workload workload, int shards)
    {
        for (var shard = 0; shard < shards; shard++)
        {
            workload.Pgd();
        }
    }
}
