using System.Text.Json;
using Rampart.Contracts;

namespace Rampart.Artifacts.Tests;

/// <summary>Things of which a test needs any.</summary>
static class Some
{
    public const string Run = "fashion-mnist-01234567-1";

    public static string Key(char digit) => new(digit, 64);

    public static byte[] Bytes(int count, int seed = 1)
    {
        byte[] bytes = new byte[count];
        new Random(seed).NextBytes(bytes);
        return bytes;
    }

    public static ResultManifest Manifest(string key, params NamedArtifact[] outputs) => new(
        key,
        new WorkItem
        {
            Kind = "mining",
            AlgorithmVersion = 1,
            Parameters = JsonSerializer.SerializeToElement(new { epsilon = 0.03 }),
            Inputs = [],
            Seed = ulong.MaxValue,
            Numerics = "cpu-float32",
        },
        outputs,
        "0.1.0",
        new NumericsFingerprint("A processor", "AVX2", "libtorch 1.13.1", "OpenBLAS", "cpu", 1));
}
