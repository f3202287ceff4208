using Rampart.Learning.Data;
using Rampart.Safetensors;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Preprocessing;

/// <summary>Fingerprints in a safetensors file.</summary>
internal static class Fingerprints
{
    private const string Name = "fingerprints";
    private const int Columns = 7;

    /// <summary>The tensor, int64 [n, 7]: id, label, index and the four words of the hash.</summary>
    public static Dictionary<string, Tensor> ToTensors(IReadOnlyList<Fingerprint> fingerprints)
    {
        long[] values =
        [
            .. fingerprints.SelectMany(one => new[]
            {
                one.Id, one.Label, one.Index, (long)one.Hash.First, (long)one.Hash.Second, (long)one.Hash.Third, (long)one.Hash.Fourth,
            }),
        ];
        return new Dictionary<string, Tensor>(StringComparer.Ordinal) { [Name] = torch.tensor(values).reshape(fingerprints.Count, Columns) };
    }

    /// <summary>Reads such tensors.</summary>
    /// <exception cref="StageException">They are none.</exception>
    public static Fingerprint[] From(IReadOnlyDictionary<string, Tensor> tensors, string where)
    {
        if (!tensors.TryGetValue(Name, out Tensor? found) || found.dtype != ScalarType.Int64 || found.dim() != 2 || found.shape[1] != Columns)
        {
            throw new StageException($"There is no int64 tensor '{Name}' of {Columns} columns.", where, "Run the stage that wrote it again.");
        }

        return
        [
            .. found.data<long>().ToArray().Chunk(Columns).Select(row => new Fingerprint(
                row[0], (int)row[1], (int)row[2], new PerceptualHash((ulong)row[3], (ulong)row[4], (ulong)row[5], (ulong)row[6]))),
        ];
    }

    /// <summary>Reads the fingerprints of a file.</summary>
    public static Fingerprint[] Read(ReadOnlyMemory<byte> file, string where)
    {
        using var scope = NewDisposeScope();
        return From(SafetensorsFile.Read(file, where), where);
    }
}
