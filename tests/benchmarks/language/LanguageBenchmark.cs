using System.Globalization;
using Rampart.Learning.Models;

namespace Rampart.Benchmarks;

/// <summary>A step of adversary-aware DPO and generation with a cache, in both precisions, against the same in eager PyTorch.</summary>
static class LanguageBenchmark
{
    public static void Run(int rounds)
    {
        using var peer = new Peer(Path.Combine(AppContext.BaseDirectory, "language_peer.py"), LanguageWorkload.ForPeer);
        var comparisons = new List<Comparison>();
        foreach (var (precision, name) in new[] { (ComputePrecision.Float32, "float32"), (ComputePrecision.BFloat16, "bfloat16 products") })
        {
            using var workload = new LanguageWorkload(precision);
            comparisons.Add(Rounds.Measure(rounds, peer, $"Adversary-aware DPO step, {name}", workload.AdversaryAwareStep, "adpo_step"));
            Comparison generation = Rounds.Measure(rounds, peer, $"Generation, {LanguageWorkload.NewTokens} tokens with cache, {name}", workload.Generate, "generate");
            comparisons.Add(generation);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"Generation, {name}: ours {PerSecond(generation.Ours):F0} tokens/s, peer {PerSecond(generation.Theirs):F0} tokens/s."));
        }
        ComparisonTable.Print(
            $"Medians of {rounds} rounds in turn; peer: eager PyTorch {peer.Version}, float32, one thread; batch {Sizes.Batch}.", comparisons);
    }

    static double PerSecond(IEnumerable<double> seconds) => Sizes.Batch * LanguageWorkload.NewTokens / seconds.Order().ElementAt(seconds.Count() / 2);
}
