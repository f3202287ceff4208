using System.IO.Hashing;
using System.Runtime.InteropServices;
using Rampart.Learning.Training;
using Rampart.Safetensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Training;

public sealed class TraceTests
{
    private const int Steps = 6;

    [Fact]
    public void A_step_is_traced_by_the_hashes_of_its_samples_and_of_the_parameters_after_it()
    {
        using var objective = new LeastSquares();
        using var trainer = new Trainer(objective, new TrainerOptions { TotalSteps = Steps });
        StepTrace? last = null;
        trainer.Run(Steps, seed: 1, LeastSquares.Batch, new Synchronous(report => last = report.Trace));

        Assert.Equal(["bias", "weight"], trainer.ParameterNames);
        Assert.Equal((long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes<ulong>([0UL, 1UL, 2UL])), last!.Batch);
        Assert.Equal(
            trainer.ParameterNames.Select(name => (long)XxHash3.HashToUInt64(objective.TrainableParameters[name].bytes)), last.Parameters);
    }

    [Fact]
    public void The_same_samples_in_another_order_are_another_batch_from_that_step_on()
    {
        StepTrace[] straight = Trace(LeastSquares.Batch), reordered = Trace(step => step == 3 ? Reversed(LeastSquares.Batch(step)) : LeastSquares.Batch(step));

        Assert.Equal([3], Enumerable.Range(0, Steps).Where(step => straight[step].Batch != reordered[step].Batch));
        Assert.All(Enumerable.Range(0, 3), step => Assert.Equal(straight[step].Parameters, reordered[step].Parameters));
    }

    [Fact]
    public void One_bit_of_one_parameter_changes_its_hash_and_no_other()
    {
        using Tensor values = torch.tensor(new float[1000]);
        long before = TraceHash.Of(values);
        values.bytes[^4] ^= 1;
        Assert.NotEqual(before, TraceHash.Of(values));
        values.bytes[^4] ^= 1;
        Assert.Equal(before, TraceHash.Of(values));
    }

    [Fact]
    public void Strides_do_not_matter_only_the_values_in_row_major_order_do()
    {
        using var scope = NewDisposeScope();
        Tensor matrix = torch.arange(0, 12, dtype: ScalarType.Float32).reshape(3, 4);
        Assert.Equal(TraceHash.Of(matrix.t().contiguous()), TraceHash.Of(matrix.t()));
    }

    [Fact]
    public void A_trace_is_read_as_it_was_written()
    {
        var trace = new TrainingTrace(["a", "b \"quoted\""], firstStep: 41);
        trace.Add(new StepTrace(long.MinValue, [1, -1]));
        trace.Add(new StepTrace(7, [2, long.MaxValue]));

        TrainingTrace read = TrainingTrace.Read(File(trace.Tensors(), trace.Metadata()), "trace");

        Assert.Equal(trace.Parameters, read.Parameters);
        Assert.Equal(41, read.FirstStep);
        Assert.Equal([(long.MinValue, "1 -1"), (7L, $"2 {long.MaxValue}")], read.Steps.Select(step => (step.Batch, string.Join(' ', step.Parameters))));
        Assert.Throws<ArgumentException>(() => trace.Add(new StepTrace(7, [2])));
    }

    public static TheoryData<string, string> Spoilt => new()
    {
        { "first_step", "0" }, { "first_step", "-1" }, { "first_step", "one" }, { "parameters", "[\"a\"]" }, { "parameters", "[null, \"a\"]" }, { "parameters", "{" },
    };

    [Theory]
    [MemberData(nameof(Spoilt))]
    public void Metadata_that_does_not_fit_is_refused(string key, string value)
    {
        var trace = new TrainingTrace(["a", "b"], 1);
        trace.Add(new StepTrace(1, [2, 3]));
        var metadata = new Dictionary<string, string>(trace.Metadata()) { [key] = value };

        var error = Assert.Throws<SafetensorsException>(() => TrainingTrace.Read(File(trace.Tensors(), metadata), "trace of segment-01"));
        Assert.StartsWith("trace of segment-01: this is no trace of a training", error.Message);
    }

    [Fact]
    public void Other_tensors_are_no_trace()
    {
        using Tensor floats = torch.zeros(1);
        var metadata = new TrainingTrace([], 1).Metadata();
        Assert.Throws<SafetensorsException>(() => TrainingTrace.Read(File(new Dictionary<string, Tensor> { ["batches"] = floats, ["parameters"] = floats }, metadata), "x"));
        Assert.Throws<SafetensorsException>(() => TrainingTrace.Read(File(new Dictionary<string, Tensor> { ["batches"] = floats }, metadata), "x"));
    }

    private static StepTrace[] Trace(Func<int, TrainingBatch> batchOf)
    {
        using var objective = new LeastSquares();
        using var trainer = new Trainer(objective, new TrainerOptions { TotalSteps = Steps });
        var steps = new List<StepTrace>();
        trainer.Run(Steps, seed: 1, batchOf, new Synchronous(report => steps.Add(report.Trace)));
        return [.. steps];
    }

    private static TrainingBatch Reversed(TrainingBatch batch) => new([.. batch.SampleIds.Reverse()], batch.Pixels.flip(0));

    private static byte[] File(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, tensors, metadata);
        return stream.ToArray();
    }
}
