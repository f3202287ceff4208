using System.Text.Json;
using Rampart.Contracts;
using Rampart.Learning.Training;
using Rampart.Safetensors;

namespace Rampart.Replay.Tests.Comparison;

public sealed class TraceComparisonTests
{
    static readonly string[] Parameters = ["a", "b", "c"];

    [Fact]
    public void Equal_traces_have_no_difference() => Assert.Null(TraceComparison.Compare(Trace(), Trace()));

    [Fact]
    public void The_first_step_and_in_it_the_first_parameter_are_named()
    {
        var difference = Assert.IsType<TraceDifference>(TraceComparison.Compare(Trace(), Trace((12, 'c', 1), (12, 'b', 1), (13, 'a', 1))));

        Assert.Equal(new TraceDifference(12, OtherBatch: false, "b", 2, 3), difference);
        Assert.Equal("step 12 is the first that differs: its batch holds the same samples; 2 of 3 parameters differ after it, the first is b", difference.Describe());
    }

    [Fact]
    public void Another_batch_is_named_as_such()
    {
        var difference = Assert.IsType<TraceDifference>(TraceComparison.Compare(Trace(), Trace((11, null, 1), (12, 'a', 1))));

        Assert.Equal(new TraceDifference(11, OtherBatch: true, null, 0, 3), difference);
        Assert.Contains("its batch holds other samples, or the same in another order", difference.Describe());
    }

    [Fact]
    public void Parameters_that_part_before_the_batches_do_come_first()
    {
        var difference = Assert.IsType<TraceDifference>(TraceComparison.Compare(Trace(), Trace((11, 'c', 1), (12, null, 1))));

        Assert.Equal((11, "c", false), (difference.Step, difference.Parameter, difference.OtherBatch));
    }

    [Fact]
    public void Other_parameters_or_steps_are_a_difference_of_structure()
    {
        Assert.Contains("begins at step 11 there and at step 1 here", Described(new TrainingTrace(Parameters, 1)));
        Assert.Contains("parameter c is trained there and not here", Described(new TrainingTrace(["a", "b"], 11)));
        Assert.Contains("parameter d is trained here and not there", Described(new TrainingTrace([.. Parameters, "d"], 11)));
        Assert.Contains("in another order", Described(new TrainingTrace(["b", "a", "c"], 11)));
        Assert.Contains("4 steps there and 0 here", Described(new TrainingTrace(Parameters, 11)));
    }

    [Fact]
    public void Files_are_compared_like_what_they_hold_and_the_difference_is_written_as_json()
    {
        Difference? difference = TraceComparison.Compare(File(Trace()), File(Trace((14, 'a', 3))));

        Assert.Equal("a", Assert.IsType<TraceDifference>(difference).Parameter);
        Assert.StartsWith("{\"form\":\"trace\"", JsonSerializer.Serialize(difference));
    }

    [Fact]
    public void The_comparison_of_tensors_points_at_the_same_place()
    {
        Difference? difference = ArtifactComparison.Compare(MediaTypes.Safetensors, File(Trace()), File(Trace((12, 'c', 1), (12, 'b', 1), (13, 'a', 1))));

        Assert.Equal([1, 1], Assert.IsType<TensorDifference>(difference).FirstIndex);
    }

    static string Described(TrainingTrace other) => Assert.IsType<StructureDifference>(TraceComparison.Compare(Trace(), other)).What;

    // Steps 11 to 14, all hashes 0, but for what is changed: a step's parameter, or its batch when no parameter is named.
    static TrainingTrace Trace(params (int Step, char? Parameter, long Hash)[] changes)
    {
        var trace = new TrainingTrace(Parameters, 11);
        for (int step = 11; step <= 14; step++)
        {
            long Hash(char? parameter) => changes.FirstOrDefault(change => change.Step == step && change.Parameter == parameter).Hash;
            trace.Add(new StepTrace(Hash(null), [Hash('a'), Hash('b'), Hash('c')]));
        }
        return trace;
    }

    static byte[] File(TrainingTrace trace)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, trace.Tensors(), trace.Metadata());
        return stream.ToArray();
    }
}
