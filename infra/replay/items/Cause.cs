namespace Rampart.Replay;

/// <summary>Something that is not the same on both sides and so may be why they differ.</summary>
/// <param name="What">What, for example <c>code version</c>, <c>instruction set</c>, <c>parameter objective.beta</c>, <c>input data.000.pixels</c>, <c>seed</c>.</param>
/// <param name="There">Its value when the item was recorded; null when absent or not known.</param>
/// <param name="Here">Its value now; null when absent.</param>
public sealed record Cause(string What, string? There, string? Here)
{
    /// <summary>The cause in a few words.</summary>
    public string Describe() => $"{What}: {There ?? "absent"} there, {Here ?? "absent"} here";
}
