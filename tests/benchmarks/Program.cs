using System.Globalization;
using Rampart.Benchmarks;
using Rampart.Benchmarks.Devices;
using Rampart.Benchmarks.Journaling;
using Rampart.Benchmarks.Messaging;
using Rampart.Benchmarks.Replay;
using Rampart.Benchmarks.Store;
using Rampart.Benchmarks.Triggers;
using Rampart.Benchmarks.Webhooks;
using Rampart.Learning.Models;
using TorchSharp;

// Usage: run.sh [rounds] | run.sh attacks [rounds] | run.sh language [rounds] | run.sh planning [items [rounds]] | run.sh messaging [items] | run.sh journal [rounds] | run.sh store [rounds]
// | run.sh replay [messages] | run.sh gpu [rounds] | run.sh triggers [rounds] | run.sh webhooks [deliveries]. The first three measure each thing once on our side and once on PyTorch's in every round, in turn; store does so with the blob
// service's own client.
if (args is ["store", ..])
{
    await StoreBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 9);
    return 0;
}
if (args is ["messaging", ..])
{
    await MessagingBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 500);
    return 0;
}
if (args is ["journal", ..])
{
    return await JournalBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 9) ? 0 : 1;
}
if (args is ["replay", ..])
{
    await ReplayBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5000, rounds: 9);
    return 0;
}
if (args is ["triggers", ..])
{
    return await TriggerBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 15) ? 0 : 1;
}
if (args is ["webhooks", ..])
{
    await WebhookBenchmark.RunAsync(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 500);
    return 0;
}
if (args is ["planning", .. var planning])
{
    await Planning.RunAsync(planning);
    return 0;
}

torch.set_num_threads(1);
if (args is ["gpu", ..])
{
    DeviceBenchmark.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5);
    return 0;
}
if (args is ["attacks", ..])
{
    AttackBenchmark.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 5);
    return 0;
}
if (args is ["language", ..])
{
    LanguageBenchmark.Run(args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 9);
    return 0;
}

var rounds = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 15;
using var peer = new Peer(Path.Combine(AppContext.BaseDirectory, "peer.py"));
var comparisons = new List<Comparison>();
foreach (var precision in new[] { ComputePrecision.Float32, ComputePrecision.BFloat16 })
{
    using var workload = new Workload(precision);
    foreach (var (name, ours, theirs) in new (string, Action, string)[]
    {
        ("PGD-10", workload.Pgd, "pgd"), ("FARE step", workload.FareStep, "fare"), ("AdPO step", workload.AdpoStep, "adpo"),
    })
    {
        comparisons.Add(Rounds.Measure(rounds, peer, $"{name}, {(precision == ComputePrecision.Float32 ? "float32" : "bfloat16 products")}", ours, theirs));
    }
}
comparisons.Add(Scaling.Measure(rounds, ComputePrecision.Float32));
ComparisonTable.Print(
    $"Medians of {rounds} rounds in turn; peer: eager PyTorch {peer.Version}, float32, one thread; batch {Sizes.Batch}.", comparisons);
return 0;
