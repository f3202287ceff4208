namespace Rampart.Learning.Metrics;

/// <summary>Success of a targeted attack on generated text (Schlarmann et al. 2024, section 4.2): the target string stands in the output.</summary>
public static class TargetMatch
{
    /// <summary>Whether the output holds the target, upper and lower case alike.</summary>
    /// <exception cref="ArgumentException">The target is empty, which every output holds.</exception>
    public static bool IsHit(string output, string target)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(target);
        return output.Contains(target, StringComparison.OrdinalIgnoreCase);
    }
}
