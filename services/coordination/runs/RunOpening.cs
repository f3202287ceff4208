using System.Globalization;
using System.Text;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Pipeline;
using Rampart.Registry;

namespace Rampart.Coordination;

/// <summary>Finds the run that a pipeline goes on with, or begins a new one.</summary>
public sealed class RunOpening(IArtifactStore artifacts, IRunLogStore logs, SourceImport sources, ModelRegistry registry)
{
    const int DigestDigits = 8;

    /// <summary>
    /// Goes on with the latest run of the same resolved pipeline, sources, numerics and code version whose log has no end, unless
    /// <paramref name="fresh"/>; else begins run <c>&lt;name&gt;-&lt;digest8&gt;-&lt;n&gt;</c>.
    /// </summary>
    /// <param name="pipeline">What to run.</param>
    /// <param name="numerics">The declared numerics.</param>
    /// <param name="codeVersion">The version of Rampart.</param>
    /// <param name="fresh">Whether to begin a new run even if one could go on.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="priority">The new run's weight, from <see cref="RunPriority.Least"/> to <see cref="RunPriority.Most"/>; one that goes on keeps its own.</param>
    /// <exception cref="ArtifactException">A source can't be read, or the store is damaged.</exception>
    /// <exception cref="RegistryException">A model is not in the registry, or its history was changed from outside.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The priority is out of range.</exception>
    public async Task<OpenedRun> OpenAsync(
        PipelineDefinition pipeline, string numerics, string codeVersion, bool fresh, CancellationToken cancellation, int priority = RunPriority.Usual)
    {
        string prefix = Prefix(pipeline);
        RunStarted start = await StartAsync(pipeline, numerics, codeVersion, priority, cancellation);

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

    /// <summary>The id of the run that a watch of this pipeline plans under a number.</summary>
    public static string PlannedId(PipelineDefinition pipeline, int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix(pipeline)}t{number}");

    /// <summary>Begins the run of a given id, unless it has begun before: so whoever plans a run first and then begins it, begins it once.</summary>
    /// <param name="runId">Its id.</param>
    /// <param name="pipeline">What to run.</param>
    /// <param name="numerics">The declared numerics.</param>
    /// <param name="codeVersion">The version of Rampart.</param>
    /// <param name="trigger">What caused it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="ArtifactException">A source can't be read, or the store is damaged.</exception>
    public async Task BeginAsync(
        string runId, PipelineDefinition pipeline, string numerics, string codeVersion, RunTrigger trigger, CancellationToken cancellation)
    {
        // What is there has frozen its sources; looking at them again would only be slow.
        if (await logs.LastAsync(runId, cancellation) is not null)
        {
            return;
        }
        RunStarted start = await StartAsync(pipeline, numerics, codeVersion, RunPriority.Usual, cancellation);
        await logs.AppendAsync(runId, 0, [start with { RunId = runId, Trigger = trigger }], cancellation);
    }

    // Of no run yet.
    async Task<RunStarted> StartAsync(PipelineDefinition pipeline, string numerics, string codeVersion, int priority, CancellationToken cancellation)
    {
        RunPriority.Check(priority);
        // Before its models are looked up: if the alias is moved in between, the run is taken to be older than it is, and never to be newer.
        PromotionTarget? promotion = await TargetAsync(pipeline.Promotion, cancellation);
        IReadOnlyList<NamedArtifact> imported = await sources.ImportAsync(pipeline, cancellation);
        ArtifactRef resolved = await artifacts.WriteAsync(
            MediaTypes.Yaml, async (stream, c) => await stream.WriteAsync(Encoding.UTF8.GetBytes(pipeline.ResolvedYaml), c), cancellation);
        return new RunStarted("", resolved, imported, numerics, codeVersion, priority, Rule(pipeline), promotion);
    }

    static string Prefix(PipelineDefinition pipeline) => $"{pipeline.Name}-{pipeline.Digest[..DigestDigits]}-";

    async Task<OpenedRun?> ResumeAsync(string id, RunStarted start, CancellationToken cancellation)
    {
        IReadOnlyList<RunLogEntry> log = await logs.ReadAsync(id, cancellation);
        if (log.Count == 0 || log[0].Event is not RunStarted started || !IsSame(started, start with { RunId = id }) || RunOutcome.Of(log) is not null)
        {
            return null;
        }
        // Whether all those results are still whole is not looked at: what is gone is noticed when it is read, and made again.
        RunState state = RunState.Fold(log.Select(entry => entry.Event));
        return new OpenedRun(id, Resumed: true, state.Stages.Values.Sum(stage => stage.Done));
    }

    async Task<PromotionTarget?> TargetAsync(PromotionRule? rule, CancellationToken cancellation) =>
        rule is null ? null : new PromotionTarget(rule.Model, rule.To, (await registry.ReadAsync(rule.Model, cancellation)).Of(rule.To));

    static bool IsSame(RunStarted one, RunStarted other) =>
        one.Sources.SequenceEqual(other.Sources) && (one with { Sources = other.Sources, Priority = other.Priority }) == other;

    static VerificationRule? Rule(PipelineDefinition pipeline) =>
        pipeline.VerifyShare > 0 ? new VerificationRule(pipeline.VerifyShare, pipeline.Seed) : null;

    static string Id(string prefix, int number) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{number}");

    static List<int> Numbers(IEnumerable<string> ids, string prefix) =>
        [.. ids.Where(id => id.StartsWith(prefix, StringComparison.Ordinal))
            .Select(id => int.TryParse(id.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)
            .Where(number => number > 0)];
}
