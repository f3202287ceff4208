using System.Buffers.Binary;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Replay;
using Rampart.Safetensors;
using Rampart.Stages;

namespace Rampart.Investigation.Pages;

/// <summary>The images that an item has attacked, so that its perturbations can be shown on them.</summary>
sealed class CleanImages
{
    /// <summary>The tensor that holds perturbations.</summary>
    public const string Perturbations = "delta";

    const string InputRole = "data." + Shards.Pixels;
    const string Numbers = "ids";

    readonly ImageTensor _images;
    readonly Dictionary<long, int> _rows;

    CleanImages(ImageTensor images, long[] ids)
    {
        _images = images;
        _rows = ids.Take(images.Samples).Index().DistinctBy(id => id.Item).ToDictionary(id => id.Item, id => id.Index);
    }

    /// <summary>The images among an item's inputs; null when it has none, or they can't be read any more.</summary>
    public static async Task<CleanImages?> FindAsync(ItemReport item, IResultStore results, IArtifactStore artifacts, CancellationToken cancellation)
    {
        ResultManifest? manifest = await results.FindManifestAsync(item.ExecutionKey, cancellation);
        if (manifest?.Work.Inputs.FirstOrDefault(input => input.Role == InputRole) is not { Artifact.MediaType: MediaTypes.Safetensors } input)
        {
            return null;
        }
        try
        {
            using TensorSet file = TensorSet.Of(await artifacts.InspectAsync(input.Artifact, cancellation), InputRole);
            return ImageTensor.Find(file, Shards.Pixels) is { } images ? new CleanImages(images, Ids(file)) : null;
        }
        catch (Exception e) when (e is ArtifactException or SafetensorsException)
        {
            return null;
        }
    }

    /// <summary>The attacked images; the perturbations as they are when they belong to other images.</summary>
    /// <param name="perturbations">The perturbations.</param>
    /// <param name="file">The file they stand in, with the numbers of their samples.</param>
    public ImageTensor Attacked(ImageTensor perturbations, TensorSet file)
    {
        int[] rows = [.. Ids(file).Select(id => _rows.GetValueOrDefault(id, -1))];
        return rows.Length == perturbations.Samples && rows.All(row => row >= 0) && perturbations.HasSizeOf(_images) ? perturbations.On(_images, rows) : perturbations;
    }

    static long[] Ids(TensorSet file) => file.Find(Numbers) is { Entry: { Dtype: "I64", Shape.Count: 1 } } ids
        ? [.. ids.Blocks().SelectMany(block => Numbers64(block.Span))]
        : [];

    static long[] Numbers64(ReadOnlySpan<byte> bytes)
    {
        var numbers = new long[bytes.Length / sizeof(long)];
        for (int at = 0; at < numbers.Length; at++)
        {
            numbers[at] = BinaryPrimitives.ReadInt64LittleEndian(bytes[(at * sizeof(long))..]);
        }
        return numbers;
    }
}
