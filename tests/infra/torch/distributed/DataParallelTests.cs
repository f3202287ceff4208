using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Tests.Objectives;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Torch.Tests.Distributed;

public sealed class DataParallelTests
{
    private const int Steps = 3, Batch = 5;

    [Theory]
    [InlineData("fare", 2)]
    [InlineData("adpo", 2)]
    [InlineData("instruction", 3)]
    public void Members_that_share_every_batch_end_with_the_weights_of_one_alone_and_with_the_same_among_them(string name, int count)
    {
        using var folder = new TemporaryFolder();
        float[] alone = Train(name, null);
        var members = new float[count][];
        Thread[] threads = [.. Enumerable.Range(0, count).Select(rank => new Thread(() =>
        {
            set_num_threads(1);
            using ReduceGroup group = ReduceGroup.Join(folder.File("members"), rank, count, isCuda: false);
            members[rank] = Train(name, new Exchange(group));
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Assert.All(members, member => Assert.Equal(members[0], member));
        Assert.All(alone.Zip(members[0]), pair => Assert.Equal(pair.First, pair.Second, 5e-5f));
    }

    private static float[] Train(string name, IGradientExchange? exchange)
    {
        using var scope = NewDisposeScope();
        using ModelBundle bundle = TinyModels.Bundle();
        using ClipVisionTower reference = TinyModels.Copy(bundle.Vision);
        using IObjective objective = AnyObjective.Make(name, bundle, reference, new PgdOptions { Steps = 1 });
        using var trainer = new Trainer(objective, new TrainerOptions { TotalSteps = Steps, LearningRate = 1e-4, AdamEpsilon = 1e-3 }, exchange: exchange);
        trainer.Run(Steps, seed: 5, step => TinyModels.Batch(Batch, (ulong)step + 1) with { Utility = null });
        return [.. objective.TrainableParameters.OrderBy(entry => entry.Key, StringComparer.Ordinal).SelectMany(entry => entry.Value.detach().flatten().data<float>().ToArray())];
    }

    // Buckets of a few hundred values, so that there are several.
    private sealed class Exchange(ReduceGroup group) : IGradientExchange
    {
        public int Rank => group.Rank;

        public int Count => group.Count;

        public void Sum(IReadOnlyList<Tensor> tensors) => group.SumAll(tensors, bucketBytes: 2048);
    }
}
