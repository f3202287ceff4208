using Rampart.Contracts;
using Rampart.Learning.Data;
using Rampart.Learning.Randomness;
using Rampart.Safetensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Stages;

/// <summary>Mined perturbations: a safetensors file with <c>ids</c> int64 [n] and <c>delta</c> float32 [n, channels, height, width].</summary>
public sealed class MinedSamples
{
    private readonly float[] _deltas;
    private readonly Dictionary<long, int> _places;
    private readonly long[] _shape;

    private MinedSamples(long[] ids, float[] deltas, long[] shape)
    {
        (Ids, _deltas, _shape) = (ids, deltas, shape);
        _places = ids.Select((id, place) => (id, place)).ToDictionary(entry => entry.id, entry => entry.place);
    }

    /// <summary>The samples' numbers, rising within a shard.</summary>
    public IReadOnlyList<long> Ids { get; }

    /// <summary>Which rows of a shard are mined: a draw that depends on the seed and the shard's first sample.</summary>
    /// <exception cref="StageException">The shard has fewer samples.</exception>
    public static int[] Choose(SampleSet shard, int count, ulong seed) => count <= shard.Count
        ? [.. new SampleRandom(seed, "mined-samples", (ulong)shard.Ids[0]).Permutation(shard.Count).Take(count).Order()]
        : throw new StageException(
            $"{count} samples of a shard of {shard.Count} are wanted.", "samples", "Lower the number of samples, or add data.");

    /// <summary>Writes <c>mined</c>.</summary>
    public static NamedArtifact Write(IStageOutputs outputs, long[] ids, Tensor deltas)
    {
        using Tensor numbers = torch.tensor(ids);
        return outputs.WriteTensors("mined", new Dictionary<string, Tensor> { ["ids"] = numbers, ["delta"] = deltas });
    }

    /// <summary>Reads one or several such files as one.</summary>
    /// <exception cref="StageException">A file lacks a tensor or has one of another form, or a sample stands in two files.</exception>
    public static MinedSamples Read(IStageInputs inputs, IReadOnlyList<NamedArtifact> files)
    {
        using var scope = torch.NewDisposeScope();
        var ids = new List<long>();
        var deltas = new List<float[]>();
        long[]? shape = null;
        foreach (NamedArtifact file in files)
        {
            Dictionary<string, Tensor> tensors = SafetensorsFile.Read(inputs.Read(file), file.Role);
            if (!tensors.TryGetValue("ids", out Tensor? numbers) || numbers.dtype != ScalarType.Int64
                || !tensors.TryGetValue("delta", out Tensor? delta) || delta.dtype != ScalarType.Float32 || delta.dim() != 4
                || delta.shape[0] != numbers.numel() || (shape is not null && !shape.SequenceEqual(delta.shape[1..])))
            {
                throw new StageException("There are no matching tensors 'ids' and 'delta'.", file.Role, "Run the mining stage again.");
            }

            shape = delta.shape[1..];
            ids.AddRange(numbers.data<long>().ToArray());
            deltas.Add(delta.data<float>().ToArray());
        }

        return ids.Distinct().Count() == ids.Count && shape is not null
            ? new MinedSamples([.. ids], [.. deltas.SelectMany(values => values)], shape)
            : throw new StageException("A sample was mined twice, or none was.", "mined", "Run the mining stage again.");
    }

    /// <summary>The perturbations of some samples, float32 [ids, channels, height, width].</summary>
    public Tensor Deltas(IReadOnlyList<long> ids)
    {
        int volume = (int)(_shape[0] * _shape[1] * _shape[2]);
        var values = new float[ids.Count * volume];
        for (int i = 0; i < ids.Count; i++)
        {
            _deltas.AsSpan(_places[ids[i]] * volume, volume).CopyTo(values.AsSpan(i * volume));
        }

        return torch.tensor(values).reshape(ids.Count, _shape[0], _shape[1], _shape[2]);
    }
}
