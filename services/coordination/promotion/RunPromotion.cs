using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Registry;
using Rampart.Signing;
using Rampart.Stages;

namespace Rampart.Coordination;

/// <summary>
/// Brings the model of a run into the registry: as a version, as the candidate if its gates hold, and under the alias that it is meant for.
/// Each step is an attempt named after the run, so that of all who take it, whenever and however often, one does and the others find what was done.
/// </summary>
public sealed class RunPromotion(IArtifactStore artifacts, ModelRegistry registry, ModelSigner signer) : IRunPromotion
{
    /// <inheritdoc/>
    public async Task<RunEvent> DecideAsync(PromotionRule rule, RunStarted started, IReadOnlyList<ItemCompleted> items, CancellationToken cancellation)
    {
        if (ModelOfRun.Of(started, items, rule.Stage) is not { } version)
        {
            return Fail(rule, "its stage made no model", "Name a stage that trains one in promotion.stage.");
        }
        try
        {
            var gates = new List<GateVerdict>();
            foreach (NamedArtifact evaluation in version.Evaluations)
            {
                gates.AddRange((await EvaluationArtifact.ReadAsync(artifacts, evaluation.Artifact, cancellation)).Gates);
            }
            return await DecideAsync(rule, started, version, gates, cancellation);
        }
        catch (Exception e) when (e is RegistryException || (e is ArtifactException and not ArtifactGoneException))
        {
            return Fail(rule, e.Message, "Mend the registry or the store, then let the run go on: `rampart faults retry`.");
        }
    }

    async Task<RunEvent> DecideAsync(
        PromotionRule rule, RunStarted started, ModelVersion content, IReadOnlyList<GateVerdict> gates, CancellationToken cancellation)
    {
        string who = $"run {started.RunId}";
        string why = gates.All(gate => gate.Passed) ? $"all {gates.Count} gates held" : $"{gates.Count(gate => !gate.Passed)} of {gates.Count} gates failed";
        int number = await registry.RegisterAsync(rule.Model, content, who, why, cancellation);
        await signer.SignAsync(await registry.ReadAsync(rule.Model, cancellation), number, cancellation);
        var choice = new PromotionChoice(rule, number, started.Promotion?.Version, [.. gates.Where(gate => !gate.Passed)]);
        if (choice.Failed.Count == 0)
        {
            await registry.ChangeAsync(rule.Model, Attempt("candidate"), choice.Candidate, who, why, cancellation);
        }
        ModelHistory decided = await registry.ChangeAsync(rule.Model, Attempt("decision"), choice.Decide, who, why, cancellation);
        return decided.By(Attempt("decision"))!.Event switch
        {
            AliasMoved moved => new RunPromoted(rule.Model, moved.To!.Value, moved.Alias, moved.From),
            VersionRejected rejected => new RunRejected(rule.Model, rejected.Version, rejected.Alias, rejected.Reason, rejected.Failed),
            var other => throw new RegistryException($"The decision on run {started.RunId} in the history of model {rule.Model} is a {other.GetType().Name}."),
        };

        string Attempt(string step) => $"{started.RunId}.{step}";
    }

    static RunFailed Fail(PromotionRule rule, string what, string fix) =>
        new(new Failure($"The model can't be promoted: {what}", $"promotion of {rule.Model}", fix, Permanent: true));
}
