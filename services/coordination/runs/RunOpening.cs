using System.Globalization;
using System.Text;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Pipeline;

namespace Rampart.Coordination;

/// <summary>Finds the run that a pipeline goes on with, or begins a new one.</summary>
public sealed class RunOpening(IArtifactStore artifacts, IResultStore results, IRunLogStore logs, SourceImport sources)
{
    const int DigestDigits = 8;

    /// <summary>
    /// Goes on with the latest run of the same resolved pipeline, sources, numerics and code version whose log has no end, unless
    /// <paramref name="fresh"/>; else begins run <c>&lt;name&gt;-&lt;digest8&gt;-&lt;n&gt;</c>.
    /// </summary>
    /// <exception cref="ArtifactException">A source can't be read, or the store is damaged.</exception>
    public async Task<OpenedRun> OpenAsync(PipelineDefinition pipeline, string numerics, string codeVersion, bool fresh, CancellationToken cancellation)
    {
        IReadOnlyList<NamedArtifact> imported = await sources.ImportAsync(pipeline, cancellation);
        ArtifactRef resolved = await artifacts.WriteAsync(
            MediaTypes.Yaml, async (stream, c) => await stream.WriteAsync(Encoding.UTF8.GetBytes(pipeline.ResolvedYaml), c), cancellation);
        string prefix = $"{pipeline.Name}-{pipeline.Digest[..DigestDigits]}-";
        var start = new RunStarted(prefix, resolved, imported, numerics, codeVersion);

        List<int> numbers = Numbers(await logs.ListAsync(cancellation), prefix);
        if (!fresh && numbers.Count > 0 && await ResumeAsync(Id(prefix, numbers.Max()), start, cancellation) is { } resumed)
        {
            return resumed;
        }
        for (int number = numbers.DefaultIfEmpty().Max() + 1; ; number++)
        {
            string id = Id(prefix, number);
            if (await logs.AppendAsync(id, 0, [start with { RunId = id }], cancellation))
            {
                return new OpenedRun(id, Resumed: false, Finished: 0);
            }
        }
    }

    async Task<OpenedRun?> ResumeAsync(string id, RunStarted start, CancellationToken cancellation)
    {
        IReadOnlyList<RunLogEntry> log = await logs.ReadAsync(id, cancellation);
        if (log.Count == 0 || log[0].Event is not RunStarted started || !IsSame(started, start with { RunId = id }) || RunOutcome.Of(log) is not null)
        {
            return null;
        }
        List<ItemCompleted> finished = [.. log.Select(entry => entry.Event).OfType<ItemCompleted>()];
        foreach (ItemCompleted item in finished)
        {
            if (await results.FindAsync(item.ExecutionKey, cancellation) is null)
            {
                // The log promises artifacts that are gone. A new run finds what is still there in the cache and makes the rest again.
                await logs.AppendAsync(id, log.Count, [new RunFailed(Lost(item))], cancellation);
                return null;
            }
        }
        return new OpenedRun(id, Resumed: true, finished.Count);
    }

    static Failure Lost(ItemCompleted item) => new(
        "A finished result is missing or damaged.", $"stage {item.Stage}, item {item.Item}, execution key {item.ExecutionKey}",
        "Run the pipeline again: a new run makes it anew.", Permanent: true);

    static bool IsSame(RunStarted one, RunStarted other) =>
        one.Sources.SequenceEqual(other.Sources) && (one with { Sources = other.Sources }) == other;

    static string Id(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");

    static List<int> Numbers(IEnumerable<string> ids, string prefix) =>
        [.. ids.Where(id => id.StartsWith(prefix, StringComparison.Ordinal))
            .Select(id => int.TryParse(id.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)
            .Where(number => number > 0)];
}
