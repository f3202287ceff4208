using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>A classifier under attack and the truth about every sample of a set.</summary>
/// <param name="logits">From pixels, float32 [rows, channels, height, width], to class logits, float32 [rows, <paramref name="count"/>].</param>
/// <param name="count">How many classes there are.</param>
/// <param name="labels">The true class of each sample of the set.</param>
public sealed class AttackedClasses(Func<Tensor, Tensor> logits, int count, IReadOnlyList<long> labels)
{
    /// <summary>How many classes there are.</summary>
    public int Count { get; } = count;

    /// <summary>An attack on the truth.</summary>
    public RowLoss Against(ClassLoss loss) => (pixels, rows) =>
    {
        (Tensor z, Tensor y) = (logits(pixels), Truth(rows, pixels));
        return new LossAndVerdict(loss(z, y), z.argmax(1).eq(y));
    };

    /// <summary>An attack towards one wrong class per sample.</summary>
    /// <param name="loss">The loss.</param>
    /// <param name="targets">The wrong class by sample of the set.</param>
    public RowLoss Towards(TargetedClassLoss loss, IReadOnlyDictionary<int, long> targets) => (pixels, rows) =>
    {
        (Tensor z, Tensor y) = (logits(pixels), Truth(rows, pixels));
        Tensor t = tensor(rows.Select(row => targets[row]).ToArray()).to(pixels.device);
        return new LossAndVerdict(loss(z, y, t), z.argmax(1).eq(y));
    };

    /// <summary>The ranks of so many wrong classes, from the likeliest on; of all where there are fewer.</summary>
    public IEnumerable<int> Ranks(int targets) => Enumerable.Range(1, Math.Min(targets, Count - 1));

    /// <summary>The wrong class of a rank, by how likely the model holds it on the images given.</summary>
    /// <param name="pixels">The clean images of the rows.</param>
    /// <param name="rows">The samples.</param>
    /// <param name="rank">1 is the likeliest wrong class; at most <see cref="Count"/> - 1.</param>
    public IReadOnlyDictionary<int, long> WrongClasses(Tensor pixels, int[] rows, int rank)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rank, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(rank, Count - 1);
        using var scope = NewDisposeScope();
        using var off = no_grad();
        Tensor others = OtherLogits.Of(logits(pixels), Truth(rows, pixels));
        long[] classes = others.topk(rank, 1).indexes.select(1, rank - 1).cpu().contiguous().data<long>().ToArray();
        return rows.Zip(classes).ToDictionary(pair => pair.First, pair => pair.Second);
    }

    private Tensor Truth(int[] rows, Tensor pixels) => tensor(rows.Select(row => labels[row]).ToArray()).to(pixels.device);
}
