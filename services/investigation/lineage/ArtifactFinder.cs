using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination.Planning;

namespace Rampart.Investigation;

/// <summary>Finds the artifact that a user named, and the run that tells most of it: the one that computed it, else the latest that used it.</summary>
/// <param name="logs">The logs of all runs; each is read once, one at a time.</param>
/// <param name="results">Tells execution keys from digests.</param>
public sealed class ArtifactFinder(IRunLogStore logs, IResultStore results)
{
    const int MostExamples = 5;

    /// <summary>Finds an artifact.</summary>
    /// <exception cref="InvestigationException">There is none, or more than one.</exception>
    public Task<FoundArtifact> FindAsync(ArtifactAddress address, CancellationToken cancellation) => address switch
    {
        ArtifactAddress.ByRole byRole => FindAsync(byRole, cancellation),
        ArtifactAddress.ByDigest byDigest => FindAsync(byDigest, cancellation),
        _ => throw new ArgumentOutOfRangeException(nameof(address)),
    };

    async Task<FoundArtifact> FindAsync(ArtifactAddress.ByRole address, CancellationToken cancellation)
    {
        RunReading run = await RunReading.FindAsync(logs, address.Run, cancellation);
        ItemCompleted item = run.Items.FirstOrDefault(item => item.Stage == address.Id.Stage && item.Item == address.Id.Item)
            ?? throw new InvestigationException(
                $"run {run.Id} has no result of item \"{Shown.Of(address.Id.Item)}\" of stage \"{Shown.Of(address.Id.Stage)}\". `rampart show {run.Id}` lists its items.");
        NamedArtifact[] fitting = [.. item.Outputs.Where(output => address.Role is null || output.Role == address.Role)];
        return fitting is [var only]
            ? new FoundArtifact(run, $"{item.Stage}/{item.Item}:{only.Role}", only.Artifact)
            : throw new InvestigationException(
                $"{item.Stage}/{item.Item} of run {run.Id} has the outputs {string.Join(", ", item.Outputs.Select(output => output.Role))}. "
                + $"Name one of them: {run.Id}:{item.Stage}/{item.Item}:{item.Outputs.FirstOrDefault()?.Role ?? "role"}.");
    }

    async Task<FoundArtifact> FindAsync(ArtifactAddress.ByDigest address, CancellationToken cancellation)
    {
        var candidates = new SortedDictionary<string, string>(StringComparer.Ordinal);
        (FoundArtifact Found, bool Computed)? best = null;
        int runs = 0;
        foreach (string id in await logs.ListAsync(cancellation))
        {
            if (await logs.ReadAsync(id, cancellation) is not [{ Event: RunStarted started }, ..] log)
            {
                continue;
            }
            runs++;
            var run = new RunReading(id, started, log);
            foreach ((string role, ArtifactRef artifact, bool computed) in Mentioned(run))
            {
                if (!artifact.Digest.StartsWith(address.Prefix, StringComparison.Ordinal))
                {
                    continue;
                }
                candidates.TryAdd(artifact.Digest, $"{artifact.Digest} ({role}, run {id})");
                if (best is not { } before || (computed, run.Log[0].Time).CompareTo((before.Computed, before.Found.Run.Log[0].Time)) > 0)
                {
                    best = (new FoundArtifact(run, role, artifact), computed);
                }
            }
        }
        return candidates.Count == 1 ? best!.Value.Found : throw await UnknownAsync(address, [.. candidates.Values], runs, cancellation);
    }

    // With whether the run computed it itself.
    static IEnumerable<(string Role, ArtifactRef Artifact, bool Computed)> Mentioned(RunReading run) =>
    [
        ("pipeline", run.Started.Pipeline, false),
        .. run.Started.Sources.Select(source => (source.Role, source.Artifact, false)),
        .. run.Log.Select(entry => entry.Event).OfType<ItemCompleted>()
            .SelectMany(item => item.Outputs.Select(output => ($"{item.Stage}/{item.Item}:{output.Role}", output.Artifact, !item.Cached))),
    ];

    async Task<InvestigationException> UnknownAsync(ArtifactAddress.ByDigest address, string[] candidates, int runs, CancellationToken cancellation)
    {
        if (candidates.Length > 1)
        {
            string more = candidates.Length > MostExamples ? $" and {candidates.Length - MostExamples} more" : "";
            return new InvestigationException(
                $"{candidates.Length} artifacts begin with {address.Prefix}: {string.Join(", ", candidates.Take(MostExamples))}{more}. Give more digits.");
        }
        if (address.File is { } file)
        {
            return new InvestigationException(
                $"no run of this store made the bytes of {Shown.Of(file)} (SHA-256 {address.Prefix}); {runs} runs were looked at. {ExportedModel.Hint(file)}");
        }
        return Digest.IsValid(address.Prefix) && await results.FindManifestAsync(address.Prefix, cancellation) is { } manifest
            ? new InvestigationException(
                $"{address.Prefix} is an execution key, the identity of a work item, and not an artifact. It has the outputs "
                + $"{string.Join(", ", manifest.Outputs.Take(MostExamples).Select(output => $"{output.Role} {output.Artifact.Digest}"))}. Ask for one of these.")
            : new InvestigationException(
                $"no artifact of this store's {runs} runs begins with {address.Prefix}. `rampart show RUN` lists what a run made; --store names another store.");
    }
}
