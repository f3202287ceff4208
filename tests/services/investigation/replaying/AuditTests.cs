using System.Text;
using Rampart.Bus;
using Rampart.Contracts;
using Rampart.Investigation.Replaying;
using Rampart.Journal;

namespace Rampart.Investigation.Tests.Replaying;

/// <summary>What journal, plan and log say of each other when one of them lies.</summary>
public sealed class AuditTests : IAsyncLifetime
{
    const string Id = "toy-1";
    readonly RecordedPlace _place = new();
    RunReading _run = null!;

    List<JournalRecord> Records => _place.Journal.Records;

    public async Task InitializeAsync() => _run = await _place.RecordAsync(Id);

    public Task DisposeAsync()
    {
        _place.Dispose();
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_message_that_was_sent_and_arrived_nowhere_is_a_loss()
    {
        Records.RemoveAll(record => record is { Item: "segment-01", MessageType: nameof(WorkItemCompleted), Act: JournalAct.Arrived or JournalAct.Ended });
        AuditFinding finding = await TheFinding();
        Assert.Equal((AuditKind.NeverArrived, AuditSeverity.Loss, "segment-01", RecordedPlace.Worker), (finding.Kind, finding.Severity, finding.Item, finding.Worker));
    }

    [Fact]
    public async Task An_order_without_an_answer_and_a_result_that_nobody_told_are_losses()
    {
        Records.RemoveAll(record => record is { Item: "segment-01", MessageType: nameof(WorkItemCompleted) });
        Assert.Equal([AuditKind.NotInJournal, AuditKind.NeverAnswered], (await Findings()).Select(finding => finding.Kind));
    }

    [Fact]
    public async Task An_answer_that_the_log_does_not_have_is_a_loss()
    {
        JournalRecord told = Records.First(record => record is { Item: "segment-01", MessageType: nameof(WorkItemCompleted), Act: JournalAct.Sent });
        Guid id = MessageIds.Of("another");
        string key = _run.Items[0].ExecutionKey;
        foreach (JournalAct act in new[] { JournalAct.Sent, JournalAct.Arrived })
        {
            Records.Add(told with
            {
                Act = act, MessageId = id, Sequence = Records.Count, Stage = "learn", Item = "segment-09",
                Envelope = Envelopes.Of(new WorkItemCompleted(Id, "learn", "segment-09", key, [], false), id),
            });
        }
        AuditFinding finding = await TheFinding();
        Assert.Equal((AuditKind.NotInLog, AuditSeverity.Loss, "segment-09"), (finding.Kind, finding.Severity, finding.Item));
    }

    [Fact]
    public async Task A_result_that_was_told_twice_with_other_outputs_is_a_contradiction()
    {
        JournalRecord told = Records.First(record => record is { Item: "segment-01", MessageType: nameof(WorkItemCompleted), Act: JournalAct.Sent });
        string digest = _run.Items.Single(item => item.Item == "segment-01").Outputs[0].Artifact.Digest;
        byte[] other = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(told.Envelope.Span).Replace(digest, new string('0', 64)));
        Records.Add(told with { Sequence = Records.Count, Writer = told.Writer with { Worker = "worker:2" }, Envelope = other });

        IReadOnlyList<AuditFinding> findings = await Findings();

        Assert.Equal([AuditKind.AnswersDiffer, AuditKind.AnsweredTwice], findings.Select(finding => finding.Kind));
        Assert.Equal(AuditSeverity.Contradiction, findings[0].Severity);
        Assert.Contains("worker:2", findings[0].What);
    }

    [Fact]
    public async Task An_order_that_the_plan_does_not_state_is_a_contradiction()
    {
        JournalRecord sent = Records.First(record => record is { Item: "segment-01", MessageType: nameof(TrainSegment), Act: JournalAct.Sent });
        Guid id = MessageIds.Of("another");
        byte[] other = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(sent.Envelope.Span)
            .Replace(sent.MessageId.ToString(), id.ToString()).Replace("segment-01", "segment-10"));
        foreach (JournalAct act in new[] { JournalAct.Sent, JournalAct.Arrived })
        {
            Records.Add(sent with { Act = act, MessageId = id, Sequence = Records.Count, Item = "segment-10", Envelope = other });
        }
        Assert.Equal([AuditKind.NotPlanned, AuditKind.NeverAnswered], (await Findings()).Select(finding => finding.Kind));
    }

    [Fact]
    public async Task A_dead_letter_is_told_with_its_reason()
    {
        JournalRecord ended = Records.First(record => record is { Item: "segment-01", MessageType: nameof(TrainSegment), Act: JournalAct.Ended });
        Records.Add(ended with { Sequence = Records.Count, Outcome = JournalOutcome.DeadLettered, Reason = "The body is no JSON" });
        AuditFinding finding = await TheFinding();
        Assert.Equal(AuditKind.DeadLettered, finding.Kind);
        Assert.Contains("The body is no JSON", finding.What);
    }

    [Fact]
    public async Task Damage_of_the_journal_and_envelopes_that_can_not_be_read_are_told()
    {
        _place.Journal.Damage.Add(new JournalDamage("worker-1/0001", 4711, 3, "The checksum is wrong."));
        int at = Records.FindIndex(record => record is { Item: "segment-01", MessageType: nameof(TrainSegment) });
        Records[at] = Records[at] with { Envelope = Encoding.UTF8.GetBytes("{ \"messageId\": 7 }") };

        IReadOnlyList<AuditFinding> findings = await Findings();

        Assert.Equal([AuditKind.DamagedJournal, AuditKind.DamagedEnvelope], findings.Select(finding => finding.Kind));
        Assert.Contains("worker-1/0001, byte 4711", findings[0].What);
        Assert.Contains("envelope.messageId", findings[1].What);
    }

    [Fact]
    public async Task Progress_that_gets_lost_is_nobodys_business()
    {
        Records.Add(Records[0] with { MessageType = nameof(WorkItemProgressed), MessageId = MessageIds.Of("progress"), Act = JournalAct.Sent, Envelope = default });
        Assert.Empty(await Findings());
    }

    async Task<AuditFinding> TheFinding() => Assert.Single(await Findings());

    async Task<IReadOnlyList<AuditFinding>> Findings()
    {
        using OpenReplay replay = _place.Open();
        ReplayReport report = await replay.Run(Id);
        Assert.All(report.Items, item => Assert.Equal(Rampart.Replay.ItemVerdict.Identical, item.Verdict));
        Assert.Equal(report.Audit.Any(finding => finding.Severity != AuditSeverity.Notice) ? ReplayVerdict.Differs : ReplayVerdict.Identical, report.Verdict);
        return report.Audit;
    }
}
