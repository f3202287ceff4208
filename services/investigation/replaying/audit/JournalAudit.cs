using System.Globalization;
using Rampart.Contracts;
using Rampart.Journal;
using Rampart.Replay;

namespace Rampart.Investigation.Replaying;

/// <summary>What of the journal itself can't be read.</summary>
static class JournalAudit
{
    public static IEnumerable<AuditFinding> Of(RunJournal journal)
    {
        foreach (JournalDamage damage in journal.Damage)
        {
            string place = string.Create(CultureInfo.InvariantCulture, $"segment {damage.Segment}, byte {damage.Offset}");
            yield return new AuditFinding(
                AuditKind.DamagedJournal, AuditSeverity.Loss, $"The journal is damaged ({place}): {damage.What}", null, null, null, null, null);
        }
        foreach ((JournalRecord record, EnvelopeException fault) in journal.Unreadable)
        {
            yield return Findings.Of(
                AuditKind.DamagedEnvelope, AuditSeverity.Loss, $"{record.MessageType} {record.MessageId}, journaled by {Findings.Seen(record)}, can't be read: {fault.Message}", record);
        }
    }
}
