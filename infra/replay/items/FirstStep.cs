using System.Globalization;
using System.Text.Json.Serialization;

namespace Rampart.Replay;

/// <summary>The first optimizer step at which two trainings part.</summary>
/// <param name="Step">From 1, over the whole training.</param>
/// <param name="Parameter">The first parameter that differs after that step; null where only figures were recorded, or where a figure differs first.</param>
/// <param name="Figure">The first figure of the step that differs, for example <c>loss</c>; null where it is a parameter.</param>
/// <param name="There">What was recorded.</param>
/// <param name="Here">What came out now.</param>
public sealed record FirstStep(long Step, string? Parameter, string? Figure, string? There, string? Here)
{
    /// <summary>The step in one sentence.</summary>
    public string Describe() => string.Create(
        CultureInfo.InvariantCulture, $"the trajectories part at step {Step}, in {What}: {There ?? "absent"} there, {Here ?? "absent"} here");

    [JsonIgnore]
    string What => Parameter is null ? $"the figure {Figure}" : $"parameter {Parameter}";
}
