using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Learning.Training;
using Rampart.Safetensors;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Replay.Tests.Comparison;

/// <summary>Two results of one segment of a training.</summary>
public sealed class ResultJudgeTests
{
    static readonly NumericsFingerprint Machine = new("p", "AVX2", "t", "b", "cpu", 1);

    [Fact]
    public async Task Of_a_training_the_first_step_and_parameter_are_named_beside_the_first_tensor()
    {
        ResultDivergence divergence = (await Judge(new Determinism.BitwisePerDevice(), weight: 1.5f, hash: 7)).Divergence!;

        Assert.Equal("checkpoint", divergence.Role);
        Assert.StartsWith("tensor parameter.w (F32 [1]): 1 of 1 elements differ", divergence.Difference);
        Assert.EndsWith("of the training, step 42 is the first that differs: its batch holds the same samples; 1 of 1 parameters differ after it, the first is w", divergence.Difference);
    }

    [Fact]
    public async Task Within_a_tolerance_the_hashes_of_a_trace_do_not_count()
    {
        Judgement judgement = await Judge(new Determinism.Tolerance(0.5), weight: 1.5f, hash: 7);

        Assert.Equal(Judgement.WithinTolerance, judgement.Word);
        Assert.Equal("checkpoint", judgement.Divergence!.Role);
        Assert.Equal(Judgement.Fault, (await Judge(new Determinism.Tolerance(0.1), weight: 1.5f, hash: 7)).Word);
    }

    [Fact]
    public async Task Equal_results_are_not_even_read() => Assert.Equal(
        new Judgement(Judgement.Identical, null), await Judge(new Determinism.Bitwise(), weight: 1, hash: 1, isAway: true));

    [Fact]
    public async Task A_stored_artifact_that_is_gone_is_said_to_be_and_the_difference_stays_a_fault()
    {
        Judgement judgement = await Judge(new Determinism.Bitwise(), weight: 1.5f, hash: 7, isAway: true);

        Assert.Equal(Judgement.Fault, judgement.Word);
        Assert.Contains("its digest differs, and where can't be said: It is gone.", judgement.Divergence!.Difference);
    }

    // The stored result has weight 1 and hash 1 after its second step.
    static Task<Judgement> Judge(Determinism declared, float weight, long hash, bool isAway = false)
    {
        var (stored, other) = (new Memory { IsAway = isAway }, new Memory());
        return ResultJudge.JudgeAsync(declared, Made(stored, 1, 1), Made(other, weight, hash), default);
    }

    static MadeResult Made(Memory store, float weight, long hash)
    {
        using var scope = NewDisposeScope();
        var trace = new TrainingTrace(["w"], firstStep: 41);
        trace.Add(new StepTrace(5, [0]));
        trace.Add(new StepTrace(6, [hash]));
        var work = new WorkItem { Kind = "training", AlgorithmVersion = 1, Parameters = default, Inputs = [], Seed = 1, Numerics = "cpu-float32" };
        NamedArtifact[] outputs =
        [
            new(TrainingRoles.Checkpoint, store.Add(new Dictionary<string, Tensor> { ["parameter.w"] = tensor(new[] { weight }) })),
            new(TrainingRoles.Trace, store.Add(trace.Tensors(), trace.Metadata())),
        ];
        return new MadeResult(new ResultManifest(new string('a', 64), work, outputs, "1", Machine), "host:1", store);
    }

    sealed class Memory : IArtifactStore
    {
        readonly Dictionary<string, byte[]> _blobs = [];

        public bool IsAway { get; init; }

        public ArtifactRef Add(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
        {
            using var stream = new MemoryStream();
            SafetensorsFile.Write(stream, tensors, metadata);
            byte[] bytes = stream.ToArray();
            _blobs[Digest.Of(bytes)] = bytes;
            return new ArtifactRef(Digest.Of(bytes), bytes.Length, MediaTypes.Safetensors);
        }

        public Task<ArtifactRef> WriteAsync(string mediaType, Func<Stream, CancellationToken, Task> write, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<ReadOnlyMemory<byte>> ReadAsync(ArtifactRef artifact, CancellationToken cancellation) => throw new NotSupportedException("What is compared is inspected.");

        public Task<ReadOnlyMemory<byte>> InspectAsync(ArtifactRef artifact, CancellationToken cancellation) =>
            IsAway ? throw new ArtifactGoneException(artifact, "It is gone.") : Task.FromResult<ReadOnlyMemory<byte>>(_blobs[artifact.Digest]);

        public Task<bool> ExistsAsync(ArtifactRef artifact, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
