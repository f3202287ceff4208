using System.Globalization;
using Microsoft.AspNetCore.Http;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Gateway.Problems;
using Rampart.Investigation;
using Rampart.Pipeline;
using Rampart.Registry;

namespace Rampart.Gateway.Models;

/// <summary>Lets aliases stand for other versions.</summary>
sealed class ModelDecisions(ModelRegistry registry, IRunLogStore logs, IArtifactStore artifacts, IResultStore results, PipelineReader reader)
{
    /// <summary>Lets an alias stand for a version.</summary>
    /// <exception cref="RequestException">Gates of its run did not pass, or the alias stands for another version than expected.</exception>
    public async Task PromoteAsync(
        ModelHistory model, int version, PromotionRequest request, string who, string reason, CancellationToken cancellation)
    {
        CheckExpected(model, request.Alias, request.Expected);
        IReadOnlyList<GateVerdict> failed = request.Force
            ? []
            : await FailedGates.OfAsync(model[version].RunId, logs, new ResultsReader(artifacts, results, reader), cancellation);
        if (failed.Count > 0)
        {
            string gates = string.Join("; ", failed.Select(gate => string.Create(
                CultureInfo.InvariantCulture, $"{gate.Condition} (measured {100 * gate.Measured:F1} ± {100 * gate.Stderr:F1}, required {100 * gate.Required:F1})")));
            throw new RequestException(
                StatusCodes.Status409Conflict, $"{model.Name}:{version} is not promoted: gates of its run did not pass: {gates}.", $"run {model[version].RunId}",
                "Promote another version; \"force\": true does it all the same.");
        }
        await MoveAsync(model, request.Alias, version, who, reason, cancellation);
    }

    /// <summary>Lets an alias stand for the version for which it stood before; returns it.</summary>
    /// <exception cref="RequestException">It never stood for another one, or stands for another version than expected.</exception>
    public async Task<int> RollBackAsync(ModelHistory model, RollbackRequest request, string who, string reason, CancellationToken cancellation)
    {
        CheckExpected(model, request.Alias, request.Expected);
        int before = model.Before(request.Alias) ?? throw new RequestException(
            StatusCodes.Status409Conflict, $"Alias {request.Alias} of model {model.Name} never stood for another version.", "alias", $"See the history at /v1/models/{model.Name}.");
        await MoveAsync(model, request.Alias, before, who, reason, cancellation);
        return before;
    }

    static void CheckExpected(ModelHistory model, string alias, int? expected)
    {
        if (!ModelNames.IsValid(alias))
        {
            throw new RequestException(StatusCodes.Status400BadRequest, $"This can't be an alias. It has {ModelNames.Rule}.", "alias", "Correct it, or leave it out for production.");
        }
        if (expected is { } version && model.Of(alias) != version)
        {
            throw new RequestException(
                StatusCodes.Status409Conflict, $"Alias {alias} of model {model.Name} stands for {model.Of(alias)?.ToString(CultureInfo.InvariantCulture) ?? "nothing"}, not for {version}.",
                "expected", $"Look at /v1/models/{model.Name}, and decide again.");
        }
    }

    Task MoveAsync(ModelHistory model, string alias, int version, string who, string reason, CancellationToken cancellation) => model.Of(alias) == version
        ? Task.CompletedTask
        : registry.MoveAsync(model.Name, alias, model.Of(alias), version, who, reason, cancellation);
}
