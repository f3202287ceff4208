using System.Security.Cryptography;
using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.EndToEnd.Tool;

/// <summary>Every shard is every so-manieth byte of the source.</summary>
sealed class SplitStage : IStage
{
    public string Kind => "preprocessing";

    public int AlgorithmVersion => 1;

    public Determinism Determinism => new Determinism.Bitwise();

    public void Execute(StageContext context)
    {
        int shard = context.Work.Parameters.GetProperty("shard").GetInt32(), of = context.Work.Parameters.GetProperty("of").GetInt32();
        byte[] source = context.Inputs.Read(context.Inputs.All[0]).ToArray();
        byte[] part = [.. source.Where((_, index) => index % of == shard)];
        context.Outputs.Write("part", MediaTypes.Binary, stream => stream.Write(part));
    }
}

/// <summary>Hashes its inputs and the seed again and again: work that takes as long as one likes and leaves no choice.</summary>
public sealed class HashStage(string kind) : IStage
{
    /// <summary>Names the role of an input; whoever reads it for the second time in this process flips a bit of the result, as failing memory does.</summary>
    public const string FlipVariable = "RAMPART_TEST_FLIP";

    int _reads;

    public string Kind => kind;

    public int AlgorithmVersion => 1;

    public Determinism Determinism => new Determinism.Bitwise();

    public void Execute(StageContext context)
    {
        if (context.Work.Parameters.TryGetProperty("fail", out var fail) && fail.GetInt32() == 1)
        {
            throw new StageException("The shard is cursed.", "shard 2, byte 7", "Lift the curse: set fail_at to -1.");
        }
        int rounds = context.Work.Parameters.GetProperty("rounds").GetInt32();
        byte[] hash = BitConverter.GetBytes(context.Work.Seed);
        foreach (NamedArtifact input in context.Inputs.All)
        {
            hash = SHA256.HashData([.. hash, .. context.Inputs.Read(input).Span]);
        }
        for (int round = 0; round < rounds; round++)
        {
            hash = SHA256.HashData(hash);
            if (round % 1000 == 0)
            {
                context.Cancellation.ThrowIfCancellationRequested();
                context.Progress.Report(new StageProgress(round, rounds, "hashes"));
            }
        }
        if (context.Inputs.All[0].Role == Environment.GetEnvironmentVariable(FlipVariable) && Interlocked.Increment(ref _reads) == 2)
        {
            hash[^1] ^= 1;
        }
        context.Outputs.Write("hash", MediaTypes.Binary, stream => stream.Write(hash));
    }
}

/// <summary>Arithmetic without a tensor library.</summary>
sealed class PlainNumerics : INumerics
{
    public NumericsFingerprint Fingerprint { get; } = new("test", "none", "none", "none", "cpu", 1);

    public void PrepareThread()
    {
    }
}
