using Rampart.Investigation;

namespace Rampart.Cli.Results;

/// <summary>A run at one moment, for programs.</summary>
static class MomentJson
{
    public static object Of(RunAtMoment at) => new
    {
        at.Run.Id,
        at.Snapshot.Moment.Sequence,
        at.Snapshot.Moment.Time,
        SinceStartSeconds = (at.Snapshot.Moment.Time - at.Run.Log[0].Time).TotalSeconds,
        Entries = at.Run.Log.Count,
        Last = at.Snapshot.Last,
        at.Snapshot.Overview.State,
        at.Snapshot.Overview.Failure,
        Reopened = at.Snapshot.State.Generation,
        at.Snapshot.Overview.Stages,
        Done = at.Snapshot.Done.Select(item => new { item.Stage, item.Item, item.ExecutionKey, item.Cached }),
        Failed = at.Snapshot.Overview.FailedItems,
        at.Snapshot.Lost,
        UnderWay = at.UnderWay.Select(work => new
        {
            work.Id.Stage, work.Id.Item, Phase = work.Phase.ToString().ToLowerInvariant(), work.Worker, work.Since, ToldBy = work.Source,
        }),
        Next = new
        {
            at.Next.Ready, at.Next.Ending, First = at.Next.First.Select(order => new { order.Stage, order.Item, order.ExecutionKey }),
        },
        JournalDamage = at.Damage,
    };
}
