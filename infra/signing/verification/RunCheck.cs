using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Pipeline;

namespace Rampart.Signing;

/// <summary>Checks a run from its log to its data: every entry, every result that it tells of, and what those were made of.</summary>
sealed class RunCheck(IRunLogStore logs, IResultStore results, ArtifactCheck artifacts, List<BrokenLink> broken)
{
    readonly HashSet<string> _known = new(StringComparer.Ordinal);

    /// <summary>How many entries were checked.</summary>
    public long Entries { get; private set; }

    /// <summary>How many results were checked.</summary>
    public int Results { get; private set; }

    /// <summary>Checks the run of a version.</summary>
    /// <param name="version">The version.</param>
    /// <param name="signed">What was signed of its log; null when nothing was, and only what must agree with itself is checked.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task CheckAsync(ModelVersion version, IReadOnlyList<LineageLine>? signed, CancellationToken cancellation)
    {
        IReadOnlyList<RunLogEntry> log;
        try
        {
            log = await logs.ReadAsync(version.RunId, cancellation);
        }
        catch (ArtifactException e)
        {
            broken.Add(new BrokenLink($"log of run {version.RunId}", e.Message));
            return;
        }
        if (log.Count < (signed?.Count ?? 1))
        {
            broken.Add(new BrokenLink($"log of run {version.RunId}", $"it has {log.Count} entries, {signed?.Count ?? 1} were there: its end is gone. Restore it from a backup of the store."));
        }
        foreach (RunLogEntry entry in log)
        {
            await CheckAsync(version, entry, entry.Sequence < signed?.Count ? signed[(int)entry.Sequence] : null, cancellation);
        }
        foreach (NamedArtifact part in version.Parts.Where(part => log.Count > 0 && !_known.Contains(part.Artifact.Digest)))
        {
            broken.Add(new BrokenLink($"{part.Role} of the version", $"no item of run {version.RunId} made {part.Artifact.Digest}."));
        }
    }

    async Task CheckAsync(ModelVersion version, RunLogEntry entry, LineageLine? signed, CancellationToken cancellation)
    {
        Entries++;
        ResultManifest? manifest = entry.Event is ItemCompleted item ? await ResultAsync(item, cancellation) : null;
        LineageLine now = LineageLine.Of(entry, manifest);
        if (signed is not null && signed.Entry != now.Entry)
        {
            broken.Add(new BrokenLink($"log of run {version.RunId}, entry {entry.Sequence}", "it is not what was signed: it was changed. Restore it from a backup of the store."));
        }
        if (signed?.Manifest is { } manifestThen && manifest is not null && manifestThen != now.Manifest)
        {
            broken.Add(new BrokenLink(NameOf((ItemCompleted)entry.Event), "its manifest is not what was signed: it was changed. Restore it from a backup of the store."));
        }
        if (entry.Event is RunStarted started)
        {
            foreach (NamedArtifact source in started.Sources)
            {
                _known.Add(source.Artifact.Digest);
                await artifacts.CheckAsync(source.Artifact, source.Role, cancellation);
            }
        }
    }

    async Task<ResultManifest?> ResultAsync(ItemCompleted item, CancellationToken cancellation)
    {
        Results++;
        foreach (NamedArtifact output in item.Outputs)
        {
            await artifacts.CheckAsync(output.Artifact, $"{output.Role} of {item.Stage}/{item.Item}", cancellation);
        }
        ResultManifest? manifest = await results.FindManifestAsync(item.ExecutionKey, cancellation);
        if (manifest is null)
        {
            broken.Add(new BrokenLink(NameOf(item), "its manifest is missing, or is none. Replay the run to make it again."));
        }
        else
        {
            Check(item, manifest);
        }
        _known.UnionWith(item.Outputs.Select(output => output.Artifact.Digest));
        return manifest;
    }

    // What the manifest says was done must be what the key names, from things of this run, with the outputs that the log tells.
    void Check(ItemCompleted item, ResultManifest manifest)
    {
        if (KeyOf(manifest) != item.ExecutionKey)
        {
            broken.Add(new BrokenLink(NameOf(item), "its manifest tells of other work than its execution key names: it was changed."));
        }
        if (!manifest.Outputs.SequenceEqual(item.Outputs))
        {
            broken.Add(new BrokenLink(NameOf(item), "its manifest names other outputs than the run's log: one of the two was changed."));
        }
        foreach (NamedArtifact input in manifest.Work.Inputs.Where(input => !_known.Contains(input.Artifact.Digest)))
        {
            broken.Add(new BrokenLink(NameOf(item), $"its input {input.Role} ({input.Artifact.Digest}) is neither a source of the run nor the output of an item before it."));
        }
    }

    static string? KeyOf(ResultManifest manifest)
    {
        try
        {
            return ExecutionKey.Of(manifest.Work);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    static string NameOf(ItemCompleted item) => $"result {item.ExecutionKey} ({item.Stage}/{item.Item})";
}
