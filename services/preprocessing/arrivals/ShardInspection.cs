using Rampart.Learning.Data;

namespace Rampart.Preprocessing;

/// <summary>Looks at every sample of one shard, in order: nothing but the shard and the reference decides.</summary>
/// <param name="reference">What it is compared with.</param>
/// <param name="classes">How many classes there are.</param>
/// <param name="work">The knobs.</param>
internal sealed class ShardInspection(ReferenceIndex reference, int classes, InspectionWork work)
{
    private const int FigureDigits = 3;

    private readonly KnownSamples _own = new(work.Checks.NearDuplicateBits);

    /// <summary>What may be let in.</summary>
    public List<Fingerprint> Passed { get; } = [];

    /// <summary>What is kept out.</summary>
    public List<QuarantinedSample> Quarantined { get; } = [];

    /// <summary>Looks at the shard.</summary>
    public void Inspect(ImageSet images)
    {
        if (Drift(images) is { } drift)
        {
            Quarantined.Add(drift);
            return;
        }

        for (int index = 0; index < images.Count; index++)
        {
            ReadOnlySpan<byte> pixels = images.Pixels.Span.Slice(index * images.Shape.Volume, images.Shape.Volume);
            Fingerprint sample = Fingerprint.Of(pixels, images.Shape, images.Labels.Span[index], index);
            if (Fault(sample, pixels, images.Shape) is { } fault)
            {
                Quarantined.Add(fault);
            }
            else
            {
                _own.Add(sample);
                Passed.Add(sample);
            }
        }
    }

    private QuarantinedSample? Drift(ImageSet images)
    {
        long[] counts = Counts(images.Labels.ToArray().Select(label => (int)label));
        if (counts.Sum() == 0 || classes < 2)
        {
            return null;
        }

        LabelDrift drift = LabelDrift.Between(counts, Counts(reference.Labels));
        return drift.Sigmas > work.Checks.DriftSigmas && drift.Effect > work.Checks.DriftEffect
            ? ArrivedImages.Whole(
                work, QuarantineReason.LabelDrift, "its classes occur in other proportions than those of the reference", images.Count) with
            {
                Figure = Math.Round(drift.Effect, FigureDigits),
            }
            : null;
    }

    private long[] Counts(IEnumerable<int> labels)
    {
        var counts = new long[classes];
        foreach (int label in labels.Where(label => label < classes))
        {
            counts[label]++;
        }

        return counts;
    }

    private QuarantinedSample? Fault(Fingerprint sample, ReadOnlySpan<byte> pixels, ImageShape shape)
    {
        if (sample.Label >= classes)
        {
            return One(sample, QuarantineReason.UnknownLabel, $"the label is {sample.Label}, but there are {classes} classes", sample.Label);
        }

        if (!pixels.ContainsAnyExcept(pixels[0]))
        {
            return One(sample, QuarantineReason.Blank, $"all pixels are {pixels[0]}", pixels[0]);
        }

        return reference.Known.Resembled(work.Shard, sample) ?? _own.Resembled(work.Shard, sample) ?? Suspect(sample, pixels, shape);
    }

    private QuarantinedSample? Suspect(Fingerprint sample, ReadOnlySpan<byte> pixels, ImageShape shape)
    {
        int asked = Math.Min(work.Checks.LabelNeighbours, reference.Neighbours.Count);
        if (asked == 0)
        {
            return null;
        }

        (int label, int votes) = reference.Neighbours.Ask(pixels, shape, asked);
        return label != sample.Label && votes >= work.Checks.LabelAgreement * asked
            ? One(sample, QuarantineReason.SuspectLabel, $"the label is {sample.Label}, but {votes} of the {asked} most similar samples have {label}", votes)
            : null;
    }

    private QuarantinedSample One(Fingerprint sample, QuarantineReason reason, string detail, double figure) =>
        new(work.Shard, reason, detail) { Index = sample.Index, Figure = figure };
}
