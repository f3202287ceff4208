namespace Rampart.Investigation;

/// <summary>A run in a line of a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State"><c>completed</c>, <c>failed</c>, <c>cancelled</c>, or <c>open</c> when it is running or was interrupted.</param>
/// <param name="StartedAt">When its log began.</param>
/// <param name="DurationSeconds">From the first entry of its log to the last.</param>
/// <param name="Items">How many of its items have a result.</param>
/// <param name="Cached">How many of those had one before.</param>
/// <param name="CodeVersion">The version of Rampart that started it.</param>
/// <param name="Numerics">The declared numerics of its work.</param>
/// <param name="PipelineDigest">SHA-256 of the resolved pipeline.</param>
public sealed record RunSummary(
    string Id, string State, DateTimeOffset StartedAt, double DurationSeconds, int Items, int Cached, string CodeVersion, string Numerics, string PipelineDigest)
{
    /// <summary>Of what its log tells.</summary>
    public static RunSummary Of(RunReading run) => new(
        run.Id, run.State, run.Log[0].Time, run.Duration.TotalSeconds, run.Items.Count, run.Items.Count(item => item.Cached),
        run.Started.CodeVersion, run.Started.Numerics, run.Started.Pipeline.Digest);
}
