using System.Diagnostics;
using System.Text.Json;
using Rampart.Benchmarks;
using Rampart.Learning.Models;
using Spectre.Console;
using TorchSharp;

// Usage: run.sh [rounds]. Every round measures each thing once on our side and once on PyTorch's, in turn.
var rounds = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 15;
torch.set_num_threads(1);
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
        comparisons.Add(Measure($"{name}, {(precision == ComputePrecision.Float32 ? "float32" : "bfloat16 products")}", ours, theirs));
    }
}
comparisons.Add(Scaling.Measure(rounds, ComputePrecision.Float32));
Print();
return 0;

Comparison Measure(string name, Action ours, string theirs)
{
    List<double> mine = [], other = [];
    for (var round = -2; round < rounds; round++)
    {
        var watch = Stopwatch.StartNew();
        ours();
        var seconds = watch.Elapsed.TotalSeconds;
        var peerSeconds = peer.Measure(theirs);
        if (round >= 0)
        {
            mine.Add(seconds);
            other.Add(peerSeconds);
        }
    }
    return new Comparison(name, mine, other);
}

void Print()
{
    var table = new Table().AddColumns("what", "ours, ms", "peer, ms", "times as fast").Border(TableBorder.Markdown);
    foreach (var c in comparisons)
    {
        table.AddRow(c.Name, $"{1000 * c.OurMedian:F1}", $"{1000 * c.TheirMedian:F1}", $"{c.Ratio:F2}");
    }
    AnsiConsole.MarkupLineInterpolated($"Medians of {rounds} rounds in turn; peer: eager PyTorch {peer.Version}, float32, one thread; batch {Sizes.Batch}.");
    AnsiConsole.Write(table);
    Console.WriteLine(JsonSerializer.Serialize(comparisons.Select(c => new { c.Name, c.OurMedian, c.TheirMedian, c.Ratio })));
}
