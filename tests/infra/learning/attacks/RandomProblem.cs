using Rampart.Learning.Attacks;
using Rampart.Learning.Randomness;
using TorchSharp;
using static Rampart.Learning.Tests.Attacks.AttackProblems;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Attacks;

/// <summary>A random classifier of two layers and images it answers rightly. Products are summed row by row, so that a logit does not depend on
/// the batch by a single bit, as it may with matrix products.</summary>
internal sealed class RandomProblem
{
    private const int Classes = 6, Hidden = 10;
    private const double Roughness = 3;

    private readonly Tensor _inner;
    private readonly Tensor _outer;
    private readonly long[] _labels;

    public RandomProblem(SampleRandom random, int count)
    {
        (_inner, _outer) = (Normal(random, Hidden, 48), Normal(random, Classes, Hidden));
        Set = new AttackBatch(Images(count, random.NextUInt64()), Ids(count), random.NextUInt64());
        _labels = Logits(Set.Clean).argmax(1).data<long>().ToArray();
    }

    public AttackBatch Set { get; }

    /// <summary>The classifier and the truths of some images, in the order given.</summary>
    public AttackedClasses Attacked(IEnumerable<int>? order = null) =>
        new(Logits, Classes, order is null ? _labels : [.. order.Select(row => _labels[row])]);

    /// <summary>Who fell.</summary>
    public static HashSet<int> Fallen(SequenceResult result) =>
        [.. result.FelledBy.Index().Where(sample => sample.Item is not null).Select(sample => sample.Index)];

    private Tensor Logits(Tensor pixels) => Product((Product(pixels.flatten(1), _inner) * Roughness).sin(), _outer);

    private static Tensor Product(Tensor rows, Tensor weights) => (rows.unsqueeze(1) * weights).sum([2]);

    private static Tensor Normal(SampleRandom random, int rows, int columns)
    {
        var values = new float[rows * columns];
        random.FillNormal(values, 1f);
        return tensor(values).reshape(rows, columns);
    }
}
