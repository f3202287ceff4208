using System.Globalization;
using Rampart.Contracts;
using Rampart.Testing;
using Xunit.Abstractions;

namespace Rampart.Distributed.Tests;

/// <summary>Kills services, broker and blob server at random while a run goes on. More rounds, or the rounds of a failure again: soak.sh.</summary>
public sealed class FaultInjectionTests(ITestOutputHelper output)
{
    const int Items = 4 + 4 + 5;
    const int StrikesPerRound = 3;
    static readonly int Rounds = Setting("RAMPART_FAULT_ROUNDS", 20);
    static readonly int Seed = Setting("RAMPART_FAULT_SEED", 20261124);

    [Fact]
    public async Task Whatever_is_killed_and_whenever_a_run_finishes_with_the_digests_of_an_undisturbed_one()
    {
        // Items of about a tenth of a second, so that a strike mostly meets one that is under way.
        using var place = new Workplace(hashRounds: 150_000, foldRounds: 150_000);
        await using Cluster cluster = await Cluster.StartAsync(
            ToolProcess.Tiny, "preprocessing", "mining", "mining", "training", "training", "coordination", "coordination");
        for (int round = 0; round < Rounds; round++)
        {
            int seed = Seed + round;
            output.WriteLine($"round {round}, seed {seed}");
            await RoundAsync(place, cluster, seed);
        }
    }

    async Task RoundAsync(Workplace place, Cluster cluster, int seed)
    {
        string work = $"seed={seed}";
        var saboteur = new Saboteur(cluster, seed);
        using DistributedRun run = await DistributedRun.SubmitAsync(cluster, place.Pipeline, work);
        foreach (int moment in saboteur.Moments(StrikesPerRound, Items))
        {
            await run.LogAsync($"{moment} entries, after {string.Join(", ", saboteur.Deeds)} (seed {seed})", log => log.Count >= moment);
            await saboteur.StrikeAsync();
        }
        RunLogEntry end = (await run.EndAsync())[^1];
        output.WriteLine($"  killed {string.Join(", ", saboteur.Deeds)}");
        Assert.True(end.Event is RunCompleted, $"Seed {seed}, killed {string.Join(", ", saboteur.Deeds)}: the run ended with {end.Event}.\n{cluster.Tails}");

        ToolResult undisturbed = await ToolProcess.Run([.. place.Run($"undisturbed-{seed}"), work]);
        Assert.True(undisturbed.ExitCode == 0, undisturbed.Errors);
        IReadOnlyList<string> expected = await place.Artifacts($"undisturbed-{seed}");
        Assert.Equal(Items, expected.Count);
        Assert.Equal(expected, await run.ArtifactsAsync());
    }

    static int Setting(string variable, int otherwise) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;
}
