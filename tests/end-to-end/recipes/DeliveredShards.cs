using System.Buffers.Binary;
using Rampart.Learning.Data;

namespace Rampart.EndToEnd.Tests;

/// <summary>Shards of real images as a foreign program delivers them: idx files, which nothing of Rampart writes.</summary>
static class DeliveredShards
{
    const string Source = "/usr/share/datasets/fashion-mnist";
    const int Side = 28;

    /// <summary>Writes some images of the training set into the folder.</summary>
    public static void Deliver(string folder, string name, int first, int count, bool labels = true)
    {
        ImageSet set = new FashionMnist().Open("train", file => new SourceBytes(file, File.ReadAllBytes(Path.Combine(Source, file + ".gz"))));
        File.WriteAllBytes(
            Path.Combine(folder, $"{name}-images-idx3-ubyte"), [0, 0, 8, 3, .. Sizes(count, Side, Side), .. set.Pixels.Span.Slice(first * Side * Side, count * Side * Side)]);
        if (labels)
        {
            File.WriteAllBytes(Path.Combine(folder, $"{name}-labels-idx1-ubyte"), [0, 0, 8, 1, .. Sizes(count), .. set.Labels.Span.Slice(first, count)]);
        }
    }

    static byte[] Sizes(params int[] sizes)
    {
        var bytes = new byte[sizes.Length * sizeof(int)];
        foreach ((int place, int size) in sizes.Index())
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(place * sizeof(int)), size);
        }
        return bytes;
    }
}
