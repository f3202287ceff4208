using Rampart.Contracts;
using Rampart.Learning.Data;
using Rampart.Safetensors;
using static TorchSharp.torch;

namespace Rampart.Stages;

/// <summary>Shards of samples: a safetensors file with pixels, labels and ids, and a JSON Lines file with the words.</summary>
public static class Shards
{
    /// <summary>The role of the tensors, after the shard's own name.</summary>
    public const string Pixels = "pixels";

    /// <summary>The role of the words, after the shard's own name.</summary>
    public const string Records = "records";

    /// <summary>Writes a shard as <c>&lt;prefix&gt;.pixels</c> and <c>&lt;prefix&gt;.records</c>.</summary>
    public static void Write(IStageOutputs outputs, string prefix, SampleSet samples, IReadOnlyDictionary<string, string> metadata)
    {
        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal)
        {
            ["pixels"] = samples.ByteTensor(),
            ["labels"] = tensor(samples.Samples.Select(sample => (long)sample.Label).ToArray()),
            ["ids"] = tensor(samples.Ids.ToArray()),
        };
        outputs.WriteTensors($"{prefix}.{Pixels}", tensors, metadata);
        outputs.WriteLines($"{prefix}.{Records}", samples.Samples);
    }

    /// <summary>Reads the shard <c>&lt;prefix&gt;</c>.</summary>
    /// <exception cref="StageException">The two files do not agree.</exception>
    public static SampleSet Read(IStageInputs inputs, string prefix) =>
        Read(inputs, inputs.Get($"{prefix}.{Pixels}"), inputs.Get($"{prefix}.{Records}"));

    /// <summary>Reads every shard <c>&lt;prefix&gt;.&lt;nnn&gt;</c>, in the item's order, as one set.</summary>
    public static SampleSet ReadAll(IStageInputs inputs, string prefix)
    {
        IReadOnlyList<NamedArtifact> pixels = inputs.Like(prefix, Pixels), records = inputs.Like(prefix, Records);
        if (pixels.Count == 0 || pixels.Count != records.Count)
        {
            throw new StageException(
                $"The work item has {pixels.Count} shards of pixels and {records.Count} of records under '{prefix}'.",
                "work item",
                "This is a fault of the stage's plan; report it.");
        }

        return SampleSet.Concat([.. pixels.Zip(records, (left, right) => Read(inputs, left, right))]);
    }

    private static SampleSet Read(IStageInputs inputs, NamedArtifact pixels, NamedArtifact records)
    {
        using var scope = NewDisposeScope();
        Dictionary<string, Tensor> tensors = SafetensorsFile.Read(inputs.Read(pixels), pixels.Role);
        IReadOnlyList<Sample> samples = JsonLines.Read<Sample>(inputs.Read(records), records.Role);
        Tensor images = Named(tensors, "pixels", ScalarType.Byte, 4, pixels.Role);
        long[] labels = Named(tensors, "labels", ScalarType.Int64, 1, pixels.Role).data<long>().ToArray();
        long[] ids = Named(tensors, "ids", ScalarType.Int64, 1, pixels.Role).data<long>().ToArray();
        if (!labels.SequenceEqual(samples.Select(sample => (long)sample.Label)) || images.shape[0] != labels.Length || ids.Length != labels.Length)
        {
            throw new StageException("Pixels and records do not belong together.", pixels.Role, "Run the preprocessing stage again.");
        }

        long[] shape = images.shape;
        return new SampleSet(
            new ImageShape(checked((int)shape[1]), checked((int)shape[2]), checked((int)shape[3])), ids, images.data<byte>().ToArray(), samples);
    }

    private static Tensor Named(Dictionary<string, Tensor> tensors, string name, ScalarType type, int rank, string where) =>
        tensors.TryGetValue(name, out Tensor? found) && found.dtype == type && found.dim() == rank
            ? found
            : throw new StageException(
                $"There is no {type} tensor '{name}' of rank {rank}.", where, "Run the stage that wrote it again.");
}
