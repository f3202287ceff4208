using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Replay;

/// <summary>Replays one item: looks at its inputs, executes it in the sandbox and compares what came out with what was recorded.</summary>
public sealed class ItemReplay(IItemExecution execution, IStoreView originals, Sandbox sandbox, InputCheck check, TimeProvider time)
{
    readonly OutputComparison _outputs = new(originals.Artifacts, sandbox);
    readonly StepComparison _steps = new(originals.Artifacts, sandbox);
    readonly DamageLocation _location = new(originals, sandbox);

    /// <summary>
    /// Replays an item. An input that is damaged is read from the sandbox if that has it; otherwise nothing is executed. Of the outputs the
    /// sandbox keeps those that differ, and those whose originals are damaged.
    /// </summary>
    /// <param name="recorded">The item as it was recorded.</param>
    /// <param name="order">What to execute; the recorded order unless something is changed on purpose.</param>
    /// <param name="progress">Is told how far it is.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="OutOfMemoryException">Memory ran out, or an exception of the arithmetic says so: see <see cref="MemoryShortage"/>.</exception>
    public async Task<ItemReport> RunAsync(RecordedItem recorded, WorkOrder order, IProgress<StageProgress> progress, CancellationToken cancellation)
    {
        IReadOnlyList<DamagedArtifact> damage = await check.FindAsync(order.Work.Inputs, cancellation);
        ItemReport report = Report(recorded, order) with { Damage = await LocateAsync(damage, cancellation) };
        if (!damage.All(damaged => sandbox.Holds(damaged.Artifact)))
        {
            return report with { Verdict = ItemVerdict.DamagedInput };
        }
        long started = time.GetTimestamp();
        double Seconds() => time.GetElapsedTime(started).TotalSeconds;
        try
        {
            ResultManifest manifest = await execution.ExecuteAsync(order, progress, cancellation);
            // Another build may have executed another version of the stage, under another key.
            return await CompareAsync(report with { ReplayedKey = manifest.ExecutionKey, Seconds = Seconds() }, recorded, manifest, cancellation);
        }
        catch (NotExecutableException e)
        {
            return report with { Verdict = ItemVerdict.NotExecutable, Failure = e.Failure };
        }
        catch (StageException e)
        {
            return Failed(report with { Seconds = Seconds() }, recorded, order, e.Failure);
        }
        catch (Exception e) when (e is not (OperationCanceledException or StoreUnavailableException or BuildException) && !MemoryShortage.Is(e))
        {
            return Failed(report with { Seconds = Seconds() }, recorded, order, new Failure(
                $"{e.GetType().Name}: {e.Message}", $"stage {order.Stage}, item {order.Item}", "This is a defect of the stage, or of this machine.", Permanent: true));
        }
    }

    /// <summary>What is said of an item for which there is not enough memory, although nothing else is in it.</summary>
    public static ItemReport WithoutMemory(RecordedItem recorded, WorkOrder order) => Report(recorded, order) with
    {
        Verdict = ItemVerdict.NotExecutable,
        Failure = new Failure(
            "Memory ran out, also with nothing else in it.", $"stage {order.Stage}, item {order.Item}", "Replay it where there is more memory.", Permanent: true),
    };

    async Task<ItemReport> CompareAsync(ItemReport report, RecordedItem recorded, ResultManifest executed, CancellationToken cancellation)
    {
        IReadOnlyList<ArtifactReport> artifacts = await _outputs.CompareAsync(recorded.Outputs ?? [], executed.Outputs, cancellation);
        bool isEqual = recorded.Outputs is not null && artifacts.All(artifact => artifact.IsEqual);
        return report with
        {
            Verdict = isEqual ? ItemVerdict.Identical : recorded is { Outputs: null, Failure: null } ? ItemVerdict.NothingRecorded : ItemVerdict.Differs,
            Artifacts = artifacts,
            FirstStep = isEqual ? null : await _steps.FindAsync(artifacts, cancellation),
            Causes = isEqual ? [] : CausesOf(recorded, executed.Work),
            Damage = [.. report.Damage, .. await ReleaseAsync(artifacts, cancellation)],
        };
    }

    // Lets the sandbox forget what is the same and intact, and tells of originals that are not intact although they were made again.
    async Task<IReadOnlyList<DamagedArtifact>> ReleaseAsync(IEnumerable<ArtifactReport> artifacts, CancellationToken cancellation)
    {
        List<NamedArtifact> equal =
        [
            .. artifacts.Where(artifact => artifact.IsEqual && sandbox.Holds(artifact.Here!)).Select(artifact => new NamedArtifact($"output {artifact.Role}", artifact.There!)),
        ];
        IReadOnlyList<DamagedArtifact> damaged = await check.FindAsync(equal, cancellation);
        foreach (NamedArtifact output in equal.Where(output => damaged.All(other => other.Artifact.Digest != output.Artifact.Digest)))
        {
            sandbox.Drop(output.Artifact);
        }
        return await LocateAsync(damaged, cancellation);
    }

    async Task<IReadOnlyList<DamagedArtifact>> LocateAsync(IReadOnlyList<DamagedArtifact> damage, CancellationToken cancellation)
    {
        var located = new List<DamagedArtifact>();
        foreach (DamagedArtifact damaged in damage)
        {
            located.Add(await _location.LocateAsync(damaged, cancellation));
        }
        return located;
    }

    ItemReport Failed(ItemReport report, RecordedItem recorded, WorkOrder order, Failure failure) => report with
    {
        Verdict = recorded.Failure is { } before && (before.What, before.Where) == (failure.What, failure.Where) ? ItemVerdict.FailsAlike : ItemVerdict.Failed,
        Failure = failure,
        Causes = CausesOf(recorded, order.Work),
    };

    IReadOnlyList<Cause> CausesOf(RecordedItem recorded, WorkItem executed) =>
        [.. Causes.Between(recorded.Order.Work, executed), .. Causes.Between(recorded.Recorded, execution.Here)];

    static ItemReport Report(RecordedItem recorded, WorkOrder order) => new()
    {
        Stage = recorded.Order.Stage,
        Item = recorded.Order.Item,
        Kind = recorded.Order.Work.Kind,
        ExecutionKey = recorded.Order.ExecutionKey,
        ReplayedKey = order.ExecutionKey,
        MessageId = recorded.MessageId,
        Source = recorded.Source,
        Verdict = ItemVerdict.DamagedInput,
        Recorded = recorded.Recorded,
    };
}
