using Rampart.Contracts;

namespace Rampart.Stages;

/// <summary>What a stage's declaration says of two results of the same work.</summary>
/// <param name="Word">One of the words below.</param>
/// <param name="Divergence">Where they part; null when they are identical.</param>
public sealed record Judgement(string Word, ResultDivergence? Divergence)
{
    /// <summary>Their bytes are the same.</summary>
    public const string Identical = "identical";

    /// <summary>They differ, no more than the declared tolerance allows.</summary>
    public const string WithinTolerance = "within-tolerance";

    /// <summary>They differ, and were made on different kinds of machine by a stage that promises nothing for that.</summary>
    public const string OtherDevice = "other-device";

    /// <summary>They differ and must not.</summary>
    public const string Fault = "fault";
}
