using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Rampart.Benchmarks;

/// <summary>Attacks against the same in eager PyTorch with the same weights and images, and AutoAttack's way with survivors against plainer ones.</summary>
static class AttackBenchmark
{
    public static void Run(int rounds)
    {
        using var workload = new AttackWorkload();
        var folder = Directory.CreateTempSubdirectory("rampart-benchmark-");
        try
        {
            using var peer = new Peer(Path.Combine(AppContext.BaseDirectory, "attack_peer.py"), ForPeer(workload, folder.FullName));
            int ours = workload.AutoAttack();
            Console.WriteLine(
                $"Standing after AutoAttack, of {AttackSizes.Samples}: ours {ours}, plainly {PlainAutoAttack.Run(workload, gathers: true)}, peer {peer.Ask("standing")}.");
            double Plain(bool gathers) => Rounds.Seconds(() => PlainAutoAttack.Run(workload, gathers));
            ComparisonTable.Print(
                $"Medians of {rounds} rounds in turn; peer: eager PyTorch {peer.Version}, float32, one thread; batch {Sizes.Batch}.",
                [
                    Rounds.Measure(rounds, peer, $"APGD-{AttackSizes.ApgdIterations}", workload.Apgd, "apgd"),
                    Rounds.Measure(rounds, peer, $"Square, {AttackSizes.SquareQueries} queries", workload.Square, "square"),
                    Rounds.Measure(rounds, 0, "AutoAttack against the published way in PyTorch", () => workload.AutoAttack(), () => peer.Measure("autoattack")),
                    Rounds.Measure(rounds, 0, "AutoAttack against the published way in our code", () => workload.AutoAttack(), () => Plain(gathers: true)),
                    Rounds.Measure(rounds, 0, "AutoAttack against every attack on every image", () => workload.AutoAttack(), () => Plain(gathers: false)),
                ]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // Tensors travel as one file of float32 beside their shapes.
    static object ForPeer(AttackWorkload workload, string folder)
    {
        var shapes = new List<object>();
        string file = Path.Combine(folder, "tensors.f32");
        using (FileStream stream = File.Create(file))
        {
            foreach (var (name, values) in workload.Tensors())
            {
                using Tensor flat = values.detach().contiguous();
                stream.Write(MemoryMarshal.AsBytes<float>(flat.data<float>().ToArray()));
                shapes.Add(new { name, shape = values.shape });
            }
        }
        return new
        {
            tensors = shapes,
            file,
            vision = new { heads = Sizes.Vision.Heads, layers = Sizes.Vision.Layers, patch = Sizes.Vision.PatchSize },
            batch = Sizes.Batch,
            epsilon = Sizes.Epsilon,
            apgd_iterations = AttackSizes.ApgdIterations,
            square_queries = AttackSizes.SquareQueries,
            autoattack = new
            {
                epsilon = AttackSizes.AutoAttack.Epsilon,
                iterations = AttackSizes.AutoAttack.Iterations,
                queries = AttackSizes.AutoAttack.Queries,
                targets = AttackSizes.AutoAttack.Targets,
            },
        };
    }
}
