using Rampart.Contracts;

namespace Rampart.Investigation.Replaying;

/// <summary>Compares the results that were told with each other and with those in the log.</summary>
static class AnswerAudit
{
    public static IEnumerable<AuditFinding> Of(RecordedRun run, RunJournal journal)
    {
        ILookup<(string, string, string), ItemCompleted> logged = run.Events.OfType<ItemCompleted>().ToLookup(done => (done.Stage, done.Item, done.ExecutionKey));
        ILookup<(string, string, string), (Guid Id, WorkItemCompleted Message)> told =
            journal.Completed.Select(entry => (entry.Key, entry.Value)).ToLookup(entry => (entry.Value.Stage, entry.Value.Item, entry.Value.ExecutionKey));
        return
        [
            .. logged.Where(item => !told.Contains(item.Key)).Select(item => NotTold(item.First())),
            .. told.SelectMany(item => item).Where(answer => !logged.Contains(Place(answer.Message))).Select(answer => NotLogged(run, answer.Id, answer.Message)),
            .. told.SelectMany(item => item.Where(answer => logged[item.Key].Any(done => !done.Outputs.SequenceEqual(answer.Message.Outputs)))
                .Select(answer => Differs(answer.Id, answer.Message, "the log"))),
            .. journal.Contradictions.Select(record => Differs(record.MessageId, journal.Completed[record.MessageId], Findings.Seen(record))),
            .. Repeated(journal),
        ];
    }

    static AuditFinding NotTold(ItemCompleted done) => new(
        AuditKind.NotInJournal, AuditSeverity.Loss,
        $"The log has a result of {Findings.Name(done.Stage, done.Item)} (execution key {done.ExecutionKey}), and the journal has no answer that tells of it.",
        done.Stage, done.Item, null, null, null);

    static AuditFinding NotLogged(RecordedRun run, Guid id, WorkItemCompleted message) => new(
        AuditKind.NotInLog, Findings.OfLoss(run),
        $"Message {id} tells of a result of {Findings.Name(message.Stage, message.Item)} (execution key {message.ExecutionKey}), which the log does not have.",
        message.Stage, message.Item, id, null, null);

    static AuditFinding Differs(Guid id, WorkItemCompleted message, string other) => new(
        AuditKind.AnswersDiffer, AuditSeverity.Contradiction,
        $"Message {id} and {other} name different outputs of {Findings.Name(message.Stage, message.Item)} (execution key {message.ExecutionKey}).",
        message.Stage, message.Item, id, null, null);

    static IEnumerable<AuditFinding> Repeated(RunJournal journal) =>
        from answers in journal.Records
            .Where(record => record is { Act: JournalAct.Sent, MessageType: nameof(WorkItemCompleted) or nameof(WorkItemFailed) })
            .GroupBy(record => (record.Stage, record.Item))
        where answers.Count() > 1
        let last = answers.Last()
        select Findings.Of(
            AuditKind.AnsweredTwice, AuditSeverity.Notice,
            $"{Findings.Name(last.Stage!, last.Item!)} was answered {answers.Count()} times: {string.Join(", ", answers.Select(answer => $"message {answer.MessageId} by {Findings.Seen(answer)}"))}.",
            last);

    static (string, string, string) Place(WorkItemCompleted message) => (message.Stage, message.Item, message.ExecutionKey);
}
