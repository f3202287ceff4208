using System.Text.Json;
using System.Text.Json.Serialization;
using Rampart.Bus;
using Rampart.Contracts;

namespace Rampart.Notifications;

/// <summary>What is told. It holds nothing that changes between attempts, so its bytes are the same each time.</summary>
/// <param name="Id">The same for each attempt, so that whoever receives it knows it again.</param>
/// <param name="Event"><c>run.completed</c>, <c>run.failed</c>, <c>run.cancelled</c>, <c>model.promoted</c> or <c>model.rejected</c>.</param>
/// <param name="Run">The run.</param>
/// <param name="Failure">Why it failed.</param>
/// <param name="Model">The model that was decided about.</param>
/// <param name="Version">Its version.</param>
/// <param name="Alias">The alias that it was meant for.</param>
/// <param name="FailedGates">The gates that it did not pass.</param>
public sealed record Notification(
    Guid Id, string Event, string Run, Failure? Failure = null, string? Model = null, int? Version = null, string? Alias = null, IReadOnlyList<GateVerdict>? FailedGates = null)
{
    static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>That a run ended. A run that is reopened ends again, which is another notification.</summary>
    public static Notification Of(RunFinished finished) => new(
        MessageIds.Of("notification", finished.RunId, finished.Outcome, $"{finished.Generation}"), $"run.{finished.Outcome}", finished.RunId, finished.Failure);

    /// <summary>That a run's model was promoted or rejected.</summary>
    public static Notification Of(PromotionDecided decided) => new(
        MessageIds.Of("notification", decided.RunId, decided.Outcome, decided.Model, $"{decided.Version}", decided.Alias), $"model.{decided.Outcome}", decided.RunId,
        Model: decided.Model, Version: decided.Version, Alias: decided.Alias, FailedGates: decided.Failed.Count == 0 ? null : decided.Failed);

    /// <summary>The body.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);
}
