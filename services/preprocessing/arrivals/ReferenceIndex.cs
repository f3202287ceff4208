using Rampart.Learning.Data;
using Rampart.Safetensors;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Preprocessing;

/// <summary>What arrivals are compared with: the fingerprints of all samples of the reference, and some of its images with their labels.</summary>
internal sealed class ReferenceIndex : IDisposable
{
    private const string Asked = "asked.pixels", AskedLabels = "asked.labels";

    private ReferenceIndex(Fingerprint[] fingerprints, LabelNeighbours neighbours, int distance)
    {
        (Known, Neighbours) = (new KnownSamples(distance), neighbours);
        foreach (Fingerprint fingerprint in fingerprints)
        {
            Known.Add(fingerprint);
        }

        Labels = [.. fingerprints.Select(fingerprint => fingerprint.Label)];
    }

    /// <summary>The samples, to find duplicates.</summary>
    public KnownSamples Known { get; }

    /// <summary>Some of them, to be asked about labels.</summary>
    public LabelNeighbours Neighbours { get; }

    /// <summary>The class number of every sample.</summary>
    public IReadOnlyList<int> Labels { get; }

    /// <summary>Writes the index of some samples; the first of equal images counts.</summary>
    /// <param name="outputs">Where to write it.</param>
    /// <param name="samples">The reference.</param>
    /// <param name="asked">How many are asked about labels, evenly taken.</param>
    public static void Write(IStageOutputs outputs, SampleSet samples, int asked)
    {
        using var scope = NewDisposeScope();
        int count = Math.Min(asked, samples.Count);
        int[] rows = [.. Enumerable.Range(0, count).Select(place => (int)((long)place * samples.Count / count))];
        Dictionary<string, Tensor> tensors = Fingerprints.ToTensors(
            [.. Enumerable.Range(0, samples.Count).Select(row => Fingerprint.Of(samples.Bytes(row), samples.Shape, samples.Samples[row].Label, row))]);
        SampleSet some = samples.Select(rows);
        tensors.Add(Asked, some.ByteTensor());
        tensors.Add(AskedLabels, torch.tensor(some.Samples.Select(sample => (long)sample.Label).ToArray()));
        outputs.WriteTensors(ArrivalRoles.Reference, tensors);
    }

    /// <summary>Lends the index that the item reads, to be used as it is by several items in turn.</summary>
    /// <param name="context">The item.</param>
    /// <param name="distance">How far the hashes of near-duplicates are apart at most.</param>
    public static WarmCache.Loan<ReferenceIndex> Borrow(StageContext context, int distance)
    {
        var input = context.Inputs.Get(ArrivalRoles.Reference);
        return context.Warm.Borrow(
            $"arrivals-reference:{input.Artifact.Digest}:{distance}", () => Read(context.Inputs.Read(input), input.Role, distance));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Managed memory only: dropping the reference is all there is to do.
    }

    private static ReferenceIndex Read(ReadOnlyMemory<byte> file, string where, int distance)
    {
        using var scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = SafetensorsFile.Read(file, where);
        if (!tensors.TryGetValue(Asked, out Tensor? pixels) || pixels.dtype != ScalarType.Byte || pixels.dim() != 4
            || !tensors.TryGetValue(AskedLabels, out Tensor? labels) || labels.dtype != ScalarType.Int64 || labels.numel() != pixels.shape[0])
        {
            throw new StageException("There are no images with labels to ask.", where, "Run the stage that wrote it again.");
        }

        var shape = new ImageShape((int)pixels.shape[1], (int)pixels.shape[2], (int)pixels.shape[3]);
        byte[] bytes = pixels.data<byte>().ToArray();
        var neighbours = new LabelNeighbours();
        foreach ((int place, long label) in labels.data<long>().ToArray().Index())
        {
            neighbours.Add(bytes.AsSpan(place * shape.Volume, shape.Volume), shape, (int)label);
        }

        return new ReferenceIndex(Fingerprints.From(tensors, where), neighbours, distance);
    }
}
