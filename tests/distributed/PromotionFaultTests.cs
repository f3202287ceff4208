using Rampart.Contracts;
using Rampart.Registry;
using Rampart.Testing;
using Xunit.Abstractions;

namespace Rampart.Distributed.Tests;

/// <summary>Kills coordinators between the last gate and the end of runs that promote what they made.</summary>
public sealed class PromotionFaultTests(ITestOutputHelper output)
{
    const int Items = 4 + 4 + 1 + 1;
    const int Rounds = 3;
    const int Seed = 20261124;

    [Fact]
    public async Task Whoever_dies_between_gate_and_event_each_run_becomes_exactly_one_version_with_one_decision()
    {
        using var place = new Workplace();
        await using Cluster cluster = await Cluster.StartAsync(
            ToolProcess.Tiny, "preprocessing", "mining", "pairing", "evaluation", "coordination", "coordination");
        ServiceProcess[] coordinators = [.. cluster.Services.Where(service => service.Service == "coordination")];
        var random = new Random(Seed);
        string file = Path.Combine(place.Folder, "promoted.yaml");
        await File.WriteAllTextAsync(file, $$"""
            name: promoted
            precision: float32
            stages:
              split: { kind: preprocessing, path: {{place.Source}}, shards: 4 }
              hash: { kind: mining, data: split }
              model: { kind: pairing, data: hash }
              judge: { kind: evaluation, model: model }
            publish: model
            promotion: { model: toy }
            """);
        int production = 0;
        for (int round = 1; round <= Rounds; round++)
        {
            bool passes = round != 2;
            using DistributedRun run = await DistributedRun.SubmitAsync(cluster, file, $"seed={round}", $"judge.mark={(passes ? 75 : 25)}");
            int moment = Items + random.Next(2);
            await run.LogAsync($"{moment} entries in round {round}", log => log.Count >= moment);
            await Task.Delay(random.Next(40));
            Array.ForEach(coordinators, coordinator => coordinator.Kill());

            IReadOnlyList<RunLogEntry> log = await run.EndAsync();

            output.WriteLine($"round {round}: killed at {moment} entries; {string.Join(", ", log.Skip(1 + Items).Select(entry => entry.Event.GetType().Name))}");
            production = passes ? round : production;
            AssertDecidedOnce(run.Id, round, production, passes, log, await run.Registry.ReadAsync("toy", default));
        }
    }

    static void AssertDecidedOnce(string run, int version, int production, bool passes, IReadOnlyList<RunLogEntry> log, ModelHistory model)
    {
        Assert.IsType<RunCompleted>(log[^1].Event);
        RunEvent decided = Assert.Single(log.Select(entry => entry.Event), happened => happened is RunPromoted or RunRejected);
        Assert.Equal(passes, decided is RunPromoted { Alias: "production" });
        Assert.Equal((version, run), (model.Versions.Count, model[version].RunId));
        Assert.Equal(production, model.Of("production"));
        Assert.Equal(passes ? 3 : 2, model.Entries.Count(entry => entry.Who == $"run {run}"));
        Assert.Single(model.Entries, entry => entry.Attempt == $"{run}.decision");
    }
}
