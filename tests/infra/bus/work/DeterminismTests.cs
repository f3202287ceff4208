using System.Text.Json;
using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Bus.Tests.Work;

/// <summary>Another worker is faster, and has found something else.</summary>
public sealed class DeterminismTests
{
    const string Here = "test", Elsewhere = "another kind of machine";
    static readonly Determinism Bitwise = new Determinism.Bitwise(), PerDevice = new Determinism.BitwisePerDevice();

    [Theory]
    [InlineData(Here)]
    [InlineData(Elsewhere)]
    public async Task Other_bytes_of_a_bitwise_stage_are_a_fault_wherever_they_were_made(string machine)
    {
        Failure failure = (await Race(Bitwise, 1.0, 1.5, machine) as WorkItemFailed)!.Failure;

        Assert.Equal(FailureKinds.Determinism, failure.Kind);
        Assert.True(failure.Permanent);
        Assert.Contains("declares bitwise", failure.What);
        Assert.Contains("$.value is 1.5 there and 1 here", failure.What);
        Assert.Contains(machine == Here ? "the stage is not deterministic" : "different kinds of machine", failure.What);
        Assert.Contains("stage mine, item item-1", failure.Where);
        ResultDivergence divergence = failure.Divergence!;
        Assert.Equal(("figure", "$.value is 1.5 there and 1 here"), (divergence.Role, divergence.Difference));
        Assert.Equal(("faster:7", "host:1"), (divergence.Stored.Worker, divergence.Other.Worker));
        Assert.Equal((machine, Here), (divergence.Stored.Fingerprint.Processor, divergence.Other.Fingerprint.Processor));
        Assert.Contains(machine, failure.What);
    }

    [Fact]
    public async Task Other_bytes_of_a_stage_that_is_bitwise_per_device_are_a_fault_on_equal_fingerprints() =>
        Assert.Equal(FailureKinds.Determinism, (await Race(PerDevice, 1.0, 1.5, Here) as WorkItemFailed)!.Failure.Kind);

    [Fact]
    public async Task On_another_kind_of_machine_they_are_no_fault_and_the_stored_result_stays() =>
        Assert.IsType<WorkItemCompleted>(await Race(PerDevice, 1.0, 1.5, Elsewhere));

    [Theory]
    [InlineData(0.6)]
    [InlineData(0.34)] // relative to the larger, 1.5
    public async Task What_is_within_the_tolerance_is_accepted_and_the_stored_result_stays(double tolerance) =>
        Assert.IsType<WorkItemCompleted>(await Race(new Determinism.Tolerance(tolerance), 1.0, 1.5, Here));

    [Theory]
    [InlineData(Here)]
    [InlineData(Elsewhere)]
    public async Task What_is_beyond_the_tolerance_is_a_fault_wherever_it_was_made(string machine)
    {
        Failure failure = (await Race(new Determinism.Tolerance(0.3), 1.0, 1.5, machine) as WorkItemFailed)!.Failure;

        Assert.Equal(FailureKinds.Determinism, failure.Kind);
        Assert.Contains("declares tolerance(0.3)", failure.What);
    }

    [Fact]
    public async Task An_output_that_only_one_result_has_is_named()
    {
        await using BusFixture bus = await BusFixture.Start(new TestStage(TestStage.WriteSeed));
        WorkOrder order = TestStage.Order(1);
        await using BusFixture racing = await BusFixture.Start(new TestStage(context =>
        {
            Commit(bus, order, [], Here).GetAwaiter().GetResult();
            TestStage.WriteSeed(context);
        }), new BusSetup { Store = Path.GetDirectoryName(bus.BlobFolder)! });
        await racing.Publish(new MineShard(order));

        ResultDivergence divergence = (await racing.Next<WorkItemFailed>()).Failure.Divergence!;
        Assert.Equal(("seed", ""), (divergence.Role, divergence.StoredDigest));
        Assert.StartsWith("there is no such output there and it is \"seed\"", divergence.Difference);
    }

    // The stage finds one value; while it computes, a worker elsewhere stores another, which stays in any case. Returns the answer.
    static async Task<object> Race(Determinism declared, double computed, double stored, string machine)
    {
        BusFixture worker = null!;
        WorkOrder order = TestStage.Order(1);
        var stage = new TestStage(context =>
        {
            NamedArtifact other = Write(worker, stored).GetAwaiter().GetResult();
            Commit(worker, order, [other], machine).GetAwaiter().GetResult();
            context.Outputs.Write("figure", MediaTypes.Json, stream => JsonSerializer.Serialize(stream, new { value = computed }));
        })
        {
            Determinism = declared,
        };
        await using BusFixture bus = worker = await BusFixture.Start(stage);
        await bus.Publish(new MineShard(order));
        object answer = await bus.Next<object>();
        ResultManifest result = (await bus.Results.FindAsync(order.ExecutionKey, default))!;
        using JsonDocument figure = JsonDocument.Parse(await bus.Artifacts.ReadAsync(result.Outputs[0].Artifact, default));
        Assert.Equal(stored, figure.RootElement.GetProperty("value").GetDouble());
        return answer;
    }

    static async Task<NamedArtifact> Write(BusFixture bus, double value) => new("figure", await bus.Artifacts.WriteAsync(
        MediaTypes.Json, (stream, c) => JsonSerializer.SerializeAsync(stream, new { value }, cancellationToken: c), default));

    static async Task Commit(BusFixture bus, WorkOrder order, IReadOnlyList<NamedArtifact> outputs, string machine)
    {
        await bus.Results.RecordAsync(
            new ExecutionRecord(order.ExecutionKey, "run-0", "mine", "item-1", DateTimeOffset.UnixEpoch, TimeSpan.Zero, "faster:7"), default);
        var fingerprint = new NumericsFingerprint(machine, "none", "none", "none", "cpu", 1);
        await bus.Results.CommitAsync(new ResultManifest(order.ExecutionKey, order.Work, outputs, "test", fingerprint), default);
    }
}
