using Rampart.Learning.Attacks;
using Rampart.Learning.Metrics;
using Rampart.Learning.Models;
using Rampart.Learning.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Benchmarks;

/// <summary>What is measured, on our side: attacks on a zero-shot classifier whose truths are its own answers on random images.</summary>
sealed class AttackWorkload : IDisposable
{
    readonly ClipVisionTower _vision;
    readonly ZeroShotClassifier _classifier;
    readonly IDisposable _hold;

    public AttackWorkload()
    {
        _vision = new ClipVisionTower(Sizes.Vision, Sizes.Normalization, ComputePrecision.Float32);
        _vision.Initialise(1);
        _hold = _vision.HoldWeights();
        _classifier = ZeroShotClassifier.FromTemplates(
            Normal("classes", AttackSizes.Classes, 1, Sizes.Vision.ProjectionSize), AttackSizes.LogitScale);
        long[] shape = [AttackSizes.Samples, Sizes.Vision.Channels, Sizes.Vision.ImageSize, Sizes.Vision.ImageSize];
        ulong[] ids = [.. Enumerable.Range(0, AttackSizes.Samples).Select(id => (ulong)id)];
        using var scope = NewDisposeScope();
        Set = new AttackBatch(((PerSampleNoise.Uniform(shape, 6, "pixels", ids) + 1) / 2).DetachFromDisposeScope(), ids, 3);
        using var off = no_grad();
        Classes = new AttackedClasses(Logits, AttackSizes.Classes, Logits(Set.Clean).argmax(1).data<long>().ToArray());
    }

    /// <summary>All images.</summary>
    public AttackBatch Set { get; }

    /// <summary>The classifier and its truths.</summary>
    public AttackedClasses Classes { get; }

    /// <summary>Weights of the tower by Hugging Face's names, and the class embeddings and pixels, for the peer.</summary>
    public IEnumerable<(string Name, Tensor Values)> Tensors() =>
    [
        .. _vision.named_parameters().Select(pair => (pair.name, (Tensor)pair.parameter)),
        ("classes", _classifier.ClassEmbeddings),
        ("pixels", Set.Clean),
    ];

    /// <summary>APGD-CE on one batch, all images to the end.</summary>
    public void Apgd() => OnOneBatch(new Apgd(new ApgdOptions { Epsilon = Sizes.Epsilon, Iterations = AttackSizes.ApgdIterations }), LogOdds.Against);

    /// <summary>Square on one batch, all images to the end.</summary>
    public void Square() => OnOneBatch(new Square(new SquareOptions { Epsilon = Sizes.Epsilon, Queries = AttackSizes.SquareQueries }), ClassLosses.Margin);

    /// <summary>AutoAttack on all images; how many stand.</summary>
    public int AutoAttack()
    {
        using var scope = NewDisposeScope();
        IReadOnlyList<AttackPass> passes = Learning.Attacks.AutoAttack.Passes(AttackSizes.AutoAttack, Classes);
        return new AttackSequence(passes, Sizes.Batch).Perturb(Set).FelledBy.Count(by => by is null);
    }

    public void Dispose()
    {
        _hold.Dispose();
        _vision.Dispose();
        _classifier.Dispose();
        Set.Clean.Dispose();
    }

    void OnOneBatch(IAttack attack, ClassLoss loss)
    {
        using var scope = NewDisposeScope();
        int[] rows = [.. Enumerable.Range(0, Sizes.Batch)];
        RowLoss attacked = Classes.Against(loss);
        // Without verdicts nothing drops out.
        attack.Perturb(pixels => attacked(pixels, rows).Loss, Set.Rows(rows));
    }

    Tensor Logits(Tensor pixels) => _classifier.Logits(_vision.Embed(pixels));

    static Tensor Normal(string purpose, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (a, b) => a * b)];
        new SampleRandom(6, purpose).FillNormal(values, 1f);
        return tensor(values).view(shape);
    }
}
