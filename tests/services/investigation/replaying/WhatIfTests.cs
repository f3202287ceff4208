using Rampart.Contracts;
using Rampart.Investigation.Replaying;
using Rampart.Pipeline;
using Rampart.Replay;
using Rampart.Stages;

namespace Rampart.Investigation.Tests.Replaying;

public sealed class WhatIfTests : IDisposable
{
    const string Id = "toy-1";
    readonly RecordedPlace _place = new();

    [Fact]
    public async Task A_changed_knob_of_an_item_changes_that_item_alone_and_is_named_as_the_cause()
    {
        await _place.RecordAsync(Id);
        using OpenReplay replay = _place.Open();

        ReplayReport report = await replay.Run(Id, new ItemSelection { Item = "segment-02" }, new OrderChange(["optimizer.learning_rate=1/4"], []));

        ItemReport item = Assert.Single(report.Items);
        Assert.Equal((ItemVerdict.Differs, 1), (item.Verdict, report.Executions));
        Assert.Equal([new Cause("parameter optimizer.learning_rate", "0.5", "0.25")], item.Causes);
        Assert.NotEqual(item.ExecutionKey, item.ReplayedKey);
        Assert.Equal(["optimizer.learning_rate=1/4"], report.WhatIf!.Changes);
        Assert.Equal(5, item.FirstStep!.Step);
    }

    [Theory]
    [InlineData("optimizer.learning_rat=1", "did you mean \"optimizer.learning_rate\"")]
    [InlineData("optimizer=1", "has no parameter \"optimizer\"")]
    [InlineData("first_step=soon", "can't be \"soon\". Give a number")]
    [InlineData("first_step", "not of the form path=value")]
    public async Task A_change_that_makes_no_sense_is_refused_with_a_hint(string change, string hint)
    {
        await _place.RecordAsync(Id);
        using OpenReplay replay = _place.Open();
        var refused = await Assert.ThrowsAsync<InvestigationException>(
            () => replay.Run(Id, new ItemSelection { Item = "segment-02" }, new OrderChange([change], [])));
        Assert.Contains(hint, refused.Message);
        Assert.Equal(0, replay.Execution.Count);
    }

    [Fact]
    public async Task Another_input_is_read_in_place_of_the_recorded_one()
    {
        RunReading run = await _place.RecordAsync(Id);
        string first = run.Items.Single(item => item.Item == "segment-01").Outputs.Single(output => output.Role == TrainingRoles.Checkpoint).Artifact.Digest;
        using OpenReplay replay = _place.Open();

        ReplayReport report = await replay.Run(Id, new ItemSelection { Item = "segment-03" }, new OrderChange([], [$"checkpoint={first}"]));

        Assert.Equal(["input checkpoint"], Assert.Single(report.Items).Causes.Select(cause => cause.What));
        Assert.Equal([$"input checkpoint={first}"], report.WhatIf!.Changes);
    }

    [Theory]
    [InlineData("checkpint=0000000000000000000000000000000000000000000000000000000000000000", "did you mean \"checkpoint\"")]
    [InlineData("checkpoint=0000000000000000000000000000000000000000000000000000000000000000", "has no artifact 000")]
    [InlineData("checkpoint=latest", "not of the form ROLE=DIGEST")]
    public async Task An_input_that_is_not_there_is_refused(string change, string hint)
    {
        await _place.RecordAsync(Id);
        using OpenReplay replay = _place.Open();
        var refused = await Assert.ThrowsAsync<InvestigationException>(
            () => replay.Run(Id, new ItemSelection { Item = "segment-03" }, new OrderChange([], [change])));
        Assert.Contains(hint, refused.Message);
    }

    [Fact]
    public async Task A_changed_pipeline_executes_only_what_changes_and_compares_figures()
    {
        await _place.RecordAsync(Id);
        IReadOnlyList<string> before = _place.Bytes();
        using OpenReplay replay = _place.Open();

        ReplayReport report = await replay.Change(Id, null, "learn.optimizer.learning_rate=0.25");

        Assert.Equal((4, 4), (report.Executions, replay.Execution.Count)); // three segments and the evaluation
        Assert.All(report.Items.Where(item => item.Stage == "split"), item => Assert.Equal(ItemVerdict.Unchanged, item.Verdict));
        Assert.All(report.Items.Where(item => item.Stage == "learn"), item => Assert.Contains(new Cause("parameter optimizer.learning_rate", "0.5", "0.25"), item.Causes));
        MetricChange change = Assert.Single(report.WhatIf!.Metrics);
        Assert.Equal((change.After - change.Before, double.Hypot(0.03, 0.03)), (change.Difference, change.Stderr!.Value));
        Assert.NotEqual(0, change.Difference);
        Assert.Equal(before, _place.Bytes());
    }

    [Fact]
    public async Task A_changed_stage_leaves_out_what_comes_after_it()
    {
        await _place.RecordAsync(Id);
        using OpenReplay replay = _place.Open();
        ReplayReport report = await replay.Change(Id, "learn", "learn.segments=2");
        Assert.Equal(0, replay.Execution.Count);
        Assert.DoesNotContain(report.Items, item => item.Stage == "score");
        ItemReport gone = Assert.Single(report.Items, item => item.Verdict == ItemVerdict.Differs);
        Assert.Equal(("segment-03", "item"), (gone.Item, gone.Causes.Single().What));
    }

    [Fact]
    public async Task An_unknown_knob_of_the_pipeline_is_refused_with_a_hint()
    {
        await _place.RecordAsync(Id);
        using OpenReplay replay = _place.Open();
        var refused = await Assert.ThrowsAsync<PipelineException>(() => replay.Change(Id, null, "lern.segments=2"));
        Assert.Contains("did you mean \"learn\"", refused.Message);
        Assert.Contains("did you mean \"learn\"", (await Assert.ThrowsAsync<InvestigationException>(() => replay.Change(Id, "lern", "learn.segments=2"))).Message);
    }

    public void Dispose() => _place.Dispose();
}
