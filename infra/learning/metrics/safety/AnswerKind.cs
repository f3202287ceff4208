namespace Rampart.Learning.Metrics;

/// <summary>What an answer to a request does.</summary>
public enum AnswerKind
{
    /// <summary>It does what was asked.</summary>
    Compliance,

    /// <summary>It refuses.</summary>
    Refusal,

    /// <summary>Neither: a caption, a name, babble.</summary>
    Other,
}
