using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Triggers.Tests.Log;

/// <summary>Several processes write one log over a server that fails at random; processes die and start again at random.</summary>
public sealed class WatchLogProperties
{
    const int Processes = 3, Kinds = 6, Faults = 12;

    [Fact]
    public void Every_cause_is_in_exactly_one_run_whoever_dies_and_whatever_is_lost()
    {
        var step =
            from kind in Gen.Choose(0, Kinds - 1)
            from process in Gen.Choose(0, Processes - 1)
            from cause in Gen.Choose(0, 30)
            from fault in Gen.Choose(0, Faults)
            select (kind, process, cause, fault);
        Prop.ForAll(step.ListOf(80).ToArbitrary(), steps => Simulate([.. steps]).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    static async Task Simulate(IReadOnlyList<(int Kind, int Process, int Cause, int Fault)> steps)
    {
        var documents = new FlakyDocuments();
        var logs = Enumerable.Range(0, Processes).Select(_ => Open(documents)).ToArray();
        var handedIn = new HashSet<string>(StringComparer.Ordinal);
        foreach ((int kind, int process, int cause, int fault) in steps)
        {
            // The third call of this step fails, say, before or after it has done what it should.
            int calls = 0;
            documents.Next = () => calls++ == fault / 2 ? (fault % 2 == 0 ? Fault.Before : Fault.After) : null;
            try
            {
                await Do(kind, logs, process, cause, documents, handedIn);
            }
            catch (StoreUnavailableException)
            {
                // Whoever handed in causes does so again: what is in the log by now is found out at the end.
            }
        }
        documents.Next = () => null;
        using WatchLog last = Open(documents);
        foreach (string id in handedIn)
        {
            await last.AcceptAsync([Cause(id)], default);
        }
        while ((await last.ReadAsync(default)) is { UnderWay: not null } or { Pending.IsEmpty: false })
        {
            await Finish(last);
        }

        List<WatchEntry> log = await Read(documents);
        var accepted = log.Select(entry => entry.Event).OfType<CausesAccepted>().SelectMany(entry => entry.Causes).Select(found => found.Id).ToList();
        Assert.Equal(handedIn.Select(id => Cause(id).Id).Order(), accepted.Order());
        Assert.Equal(log.Select(entry => entry.Event).OfType<RunPlanned>().Select(run => run.Number), Enumerable.Range(1, (await last.ReadAsync(default)).NextNumber - 1));
        Assert.Equal(accepted.Count, (await last.ReadAsync(default)).Runs.Sum(run => run.Causes));
    }

    static async Task Do(int kind, WatchLog[] logs, int process, int cause, FlakyDocuments documents, HashSet<string> handedIn)
    {
        WatchLog log = logs[process];
        switch (kind)
        {
            case 0:
            case 1:
                handedIn.Add(Text(cause));
                await log.AcceptAsync([Cause(Text(cause))], default);
                break;
            case 2:
                await PlanAsync(log);
                break;
            case 3:
                await Finish(log);
                break;
            case 4:
                await log.DelayedAsync((await log.ReadAsync(default)).NextNumber - 1, "the source is away", default);
                break;
            default:
                log.Dispose();
                logs[process] = Open(documents);
                break;
        }
    }

    static Task PlanAsync(WatchLog log) => log.DecideAsync(
        situation => situation is { UnderWay: null, Pending.Count: > 0 } ? new TriggerDecision.Start("it is time") : new TriggerDecision.Nothing(), 1, Name, default);

    static async Task Finish(WatchLog log)
    {
        await PlanAsync(log);
        int number = (await log.ReadAsync(default)).NextNumber - 1;
        await log.BegunAsync(number, default);
        await log.EndedAsync(number, "completed", default);
    }

    static async Task<List<WatchEntry>> Read(FlakyDocuments documents)
    {
        var log = new List<WatchEntry>();
        foreach (string name in await documents.ListAsync($"{WatchDocuments.Log}/toy", default))
        {
            log.Add(WatchDocuments.Read<WatchEntry>(name, (await documents.FindAsync(name, default))!));
        }
        return log;
    }

    static WatchLog Open(IDocumentStore documents) => new(documents, TimeProvider.System, "toy");

    static TriggerCause Cause(string name) => Some.File(name);

    static string Name(int number) => $"toy-t{Text(number)}";

    static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
