using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Investigation.Replaying;
using Rampart.Replay;
using Rampart.Stages;

namespace Rampart.Investigation.Tests.Replaying;

/// <summary>Each of these changes one thing and expects it to be named.</summary>
public sealed class RunReplayTests : IDisposable
{
    const string Id = "toy-1";
    const int Items = 3 + 3 + 1;
    readonly RecordedPlace _place = new();

    [Fact]
    public async Task A_run_that_was_recorded_here_is_identical_and_nothing_of_its_store_changes()
    {
        await _place.RecordAsync(Id);
        IReadOnlyList<string> before = _place.Bytes();
        using OpenReplay replay = _place.Open();

        ReplayReport report = await replay.Run(Id);

        Assert.Equal((ReplayVerdict.Identical, Items), (report.Verdict, report.Executions));
        Assert.All(report.Items, item => Assert.Equal((ItemVerdict.Identical, RecordSource.Journal), (item.Verdict, item.Source)));
        Assert.Empty(report.Audit);
        Assert.Equal(before, _place.Bytes());
        Assert.Empty(Directory.GetFiles(Path.Combine(replay.Context.Sandbox.Root, "blobs"), "*", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Items_stand_in_the_order_of_the_pipeline()
    {
        await _place.RecordAsync(Id);
        using OpenReplay replay = _place.Open();
        Assert.Equal(
            ["split shard-000", "split shard-001", "split shard-002", "learn segment-01", "learn segment-02", "learn segment-03", "score summary"],
            (await replay.Run(Id)).Items.Select(item => $"{item.Stage} {item.Item}"));
    }

    [Fact]
    public async Task A_time_range_takes_what_ended_in_it()
    {
        RunReading run = await _place.RecordAsync(Id);
        DateTimeOffset from = run.Log[3].Time, to = run.Log[6].Time;
        using OpenReplay replay = _place.Open();

        ReplayReport report = await replay.Run(Id, new ItemSelection { From = from, To = to });

        Assert.Equal(
            run.Log.Where(entry => entry.Time >= from && entry.Time < to).Select(entry => entry.Event).OfType<ItemCompleted>().Select(item => item.Item).Order(),
            report.Items.Select(item => item.Item).Order());
        Assert.Equal(ReplayVerdict.NotRun, (await replay.Run(Id, new ItemSelection { From = run.Log[^1].Time.AddDays(1) })).Verdict);
    }

    [Fact]
    public async Task Without_a_journal_orders_come_from_the_results_and_the_report_says_so()
    {
        await _place.RecordAsync(Id);
        using OpenReplay replay = _place.Open(journaled: false);
        ReplayReport report = await replay.Run(Id);
        Assert.Equal(ReplayVerdict.Identical, report.Verdict);
        Assert.All(report.Items, item => Assert.Equal(RecordSource.Result, item.Source));
        Assert.Contains("There is no journal", Assert.Single(report.Notes));
    }

    [Fact]
    public async Task One_changed_byte_of_the_data_is_named_and_the_run_is_replayed_from_the_file_it_came_from()
    {
        RunReading run = await _place.RecordAsync(Id);
        _place.Flip(run.Started.Sources[0].Artifact, offset: 123, bit: 1);
        IReadOnlyList<string> before = _place.Bytes();
        using OpenReplay replay = _place.Open();

        ReplayReport report = await replay.Run(Id);

        Assert.Equal(ReplayVerdict.Differs, report.Verdict);
        Assert.All(report.Items, item => Assert.Equal(ItemVerdict.Identical, item.Verdict));
        Assert.Equal(new ByteDifference(123, 300, 300), report.Items[0].Damage.Single().First);
        Assert.Contains("source/split/text", report.Summary);
        Assert.Equal(before, _place.Bytes());
    }

    [Fact]
    public async Task Without_that_file_nothing_is_executed_on_damaged_data()
    {
        RunReading run = await _place.RecordAsync(Id);
        _place.Flip(run.Started.Sources[0].Artifact, offset: 123, bit: 1);
        File.Delete(_place.Source);
        using OpenReplay replay = _place.Open();

        ReplayReport report = await replay.Run(Id, new ItemSelection { Stage = "split" });

        Assert.Equal((ReplayVerdict.Differs, 0), (report.Verdict, replay.Execution.Count));
        Assert.All(report.Items, item => Assert.Equal(ItemVerdict.DamagedInput, item.Verdict));
        Assert.Contains("the store holds other bytes under this digest", report.Summary);
    }

    [Fact]
    public async Task One_flipped_bit_of_a_weight_is_named_with_its_tensor_and_index()
    {
        RunReading run = await _place.RecordAsync(Id);
        ArtifactRef checkpoint = Output(run, "segment-02", TrainingRoles.Checkpoint);
        _place.Flip(checkpoint, (int)checkpoint.Size - 1, bit: 0x40); // the exponent of the last float, weight[1, 1]
        using OpenReplay replay = _place.Open();

        ReplayReport report = await replay.Run(Id);

        Assert.Equal(ReplayVerdict.Differs, report.Verdict);
        DamagedArtifact made = report.Items.Single(item => item.Item == "segment-02").Damage.Single(), read = report.Items.Single(item => item.Item == "segment-03").Damage.Single();
        Assert.Equal(("output checkpoint", "checkpoint"), (made.Role, read.Role));
        var tensor = Assert.IsType<TensorDifference>(read.First);
        Assert.Equal(("weight", 1L), (tensor.Tensor, tensor.Differing));
        Assert.Equal([1, 1], tensor.FirstIndex);
        Assert.All(report.Items, item => Assert.Equal(ItemVerdict.Identical, item.Verdict));
    }

    [Fact]
    public async Task A_reordered_batch_is_named_with_segment_step_and_parameter()
    {
        await _place.RecordAsync(Id);
        using OpenReplay replay = _place.Open(reorderedStep: 6);

        ReplayReport report = await replay.Run(Id);

        Assert.Equal(ReplayVerdict.Differs, report.Verdict);
        ItemReport segment = Assert.Single(report.Items, item => item.Verdict == ItemVerdict.Differs);
        Assert.Equal(("learn", "segment-02"), (segment.Stage, segment.Item));
        Assert.Equal((6, true, "bias"), (segment.FirstStep!.Step, segment.FirstStep.OtherBatch, segment.FirstStep.Parameter));
        Assert.Equal("checkpoint", segment.FirstDifference()!.Role);
        Assert.IsType<TensorDifference>(segment.FirstDifference()!.First);
        Assert.Empty(segment.Causes);
        Assert.True(replay.Context.Sandbox.Holds(segment.FirstDifference()!.Here!), "what differs is kept to be looked at");
    }

    [Fact]
    public async Task A_missing_message_is_named()
    {
        await _place.RecordAsync(Id);
        _place.Journal.Records.RemoveAll(record => record is { Item: "segment-02", MessageType: nameof(TrainSegment) });
        using OpenReplay replay = _place.Open();

        ReplayReport report = await replay.Run(Id);

        AuditFinding finding = Assert.Single(report.Audit);
        Assert.Equal((AuditKind.NeverOrdered, AuditSeverity.Loss, "learn", "segment-02"), (finding.Kind, finding.Severity, finding.Stage, finding.Item));
        Assert.Equal((ReplayVerdict.Differs, finding.What), (report.Verdict, report.Summary));
        Assert.Equal(RecordSource.Result, report.Items.Single(item => item.Item == "segment-02").Source);
    }

    [Fact]
    public async Task A_duplicated_message_is_named_and_harmless()
    {
        await _place.RecordAsync(Id);
        JournalRecord arrived = _place.Journal.Records.First(record => record is { Item: "segment-02", Act: JournalAct.Arrived, MessageType: nameof(TrainSegment) });
        _place.Journal.Records.Add(arrived with { Sequence = 1000, Writer = arrived.Writer with { Worker = "worker:2" } });
        using OpenReplay replay = _place.Open();

        ReplayReport report = await replay.Run(Id);

        AuditFinding finding = Assert.Single(report.Audit);
        Assert.Equal((AuditKind.DeliveredTwice, AuditSeverity.Notice, "segment-02", arrived.MessageId), (finding.Kind, finding.Severity, finding.Item, finding.MessageId));
        Assert.Contains("worker:1", finding.What);
        Assert.Contains("worker:2", finding.What);
        Assert.Equal(ReplayVerdict.Identical, report.Verdict);
    }

    [Fact]
    public async Task An_order_whose_knobs_were_changed_in_the_journal_is_not_executed()
    {
        await _place.RecordAsync(Id);
        int at = _place.Journal.Records.FindIndex(record => record is { Item: "segment-02", MessageType: nameof(TrainSegment) });
        JournalRecord sent = _place.Journal.Records[at];
        string envelope = System.Text.Encoding.UTF8.GetString(sent.Envelope.Span).Replace("\"learning_rate\":0.5", "\"learning_rate\":0.25");
        _place.Journal.Records[at] = sent with { Envelope = System.Text.Encoding.UTF8.GetBytes(envelope) };
        using OpenReplay replay = _place.Open();

        ReplayReport report = await replay.Run(Id, new ItemSelection { Item = "segment-02" });

        Assert.Equal((ReplayVerdict.NotRun, ItemVerdict.NotExecutable), (report.Verdict, report.Items.Single().Verdict));
        Assert.Contains("its work has the key", report.Summary);
    }

    public void Dispose() => _place.Dispose();

    static ArtifactRef Output(RunReading run, string item, string role) =>
        run.Items.Single(done => done.Item == item).Outputs.Single(output => output.Role == role).Artifact;
}
