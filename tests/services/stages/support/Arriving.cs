using System.Buffers.Binary;
using Rampart.Contracts;
using Rampart.Pipeline.Arrivals;
using Rampart.Preprocessing;

namespace Rampart.Stages.Tests;

/// <summary>Shards that arrive: images of 8 x 8 pixels with a bright spot at one of ten places over a texture that the image's number gives.</summary>
internal static class Arriving
{
    public static ArrivalsParameters Parameters(EntryCheckParameters? checks = null) => new()
    {
        Place = "unused",
        Reference = "images/train",
        Checks = checks ?? new EntryCheckParameters { NearDuplicateBits = -1, LabelNeighbours = 0 },
    };

    /// <summary>Runs the stages up to the arrivals.</summary>
    public static IReadOnlyList<NamedArtifact> Arrive(this Bench bench, ArrivalsParameters parameters, params IEnumerable<NamedArtifact>[] shards)
    {
        _ = bench.Executed.Any(executed => executed.Stage == "images") ? bench : bench.Images();
        return bench.Run("arrivals", ArrivalsRegistration.Kind, new ArrivalsStage(), parameters, [.. shards.SelectMany(shard => shard)], "images/train");
    }

    /// <summary>The two files of a shard.</summary>
    public static IEnumerable<NamedArtifact> Shard(MemoryArtifacts store, string name, byte[][] images, byte[] labels, int side = Some.Side) =>
    [
        new NamedArtifact($"source/arrivals/{name}-{ShardFileName.Images}", store.Add(Idx(images.Length, side, [.. images.SelectMany(image => image)]))),
        new NamedArtifact($"source/arrivals/{name}-{ShardFileName.Labels}", store.Add(Idx(labels.Length, null, labels))),
    ];

    /// <summary>A shard of good samples that no other shard with another first number has.</summary>
    public static IEnumerable<NamedArtifact> Good(MemoryArtifacts store, string name, int first, int count = 20) => Shard(
        store, name, [.. Enumerable.Range(first, count).Select(number => Image(number, number % 10))], [.. Enumerable.Range(first, count).Select(number => (byte)(number % 10))]);

    public static IEnumerable<NamedArtifact> Refused(MemoryArtifacts store, params RefusedFile[] files) =>
        [new NamedArtifact($"source/arrivals/{RefusedFiles.Source}", store.Add(RefusedFiles.Write(files)))];

    public static byte[] Image(int number, int label)
    {
        var image = new byte[Some.Side * Some.Side];
        for (int pixel = 0; pixel < image.Length; pixel++)
        {
            image[pixel] = (byte)(((pixel * 11) + (number * 29) + (pixel * number % 17)) % 97);
        }

        image.AsSpan(label * 6, 6).Fill(230);
        return image;
    }

    public static IReadOnlyList<QuarantinedSample> Quarantine(this Bench bench) =>
        bench.Lines<QuarantinedSample>(bench.Output("arrivals", "quarantine"));

    public static AdmissionReport Admission(this Bench bench) =>
        StageJson.Read<AdmissionReport>(bench.Store.Read(bench.Output("arrivals", "admission").Artifact), "admission");

    private static byte[] Idx(int count, int? side, byte[] content)
    {
        int rank = side is null ? 1 : 3;
        var head = new byte[4 + (4 * rank)];
        (head[2], head[3]) = (8, (byte)rank);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), count);
        for (int dimension = 1; dimension < rank; dimension++)
        {
            BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4 + (4 * dimension)), side!.Value);
        }

        return [.. head, .. content];
    }
}
