using System.ComponentModel;
using Rampart.Learning.Data;
using Rampart.Pipeline.Parameters;

namespace Rampart.Preprocessing;

/// <summary>Questions with an answer of their own, beside those that ask what the image shows.</summary>
public sealed record DialogueParameters
{
    /// <summary>Requests for a caption.</summary>
    [Description("Requests for a caption per sample, each answered by another of its captions; at most as many as captions.")]
    [Bounds(0, 8, Unit = "requests")]
    public int Captions { get; init; }

    /// <summary>Questions whether something is there.</summary>
    [Description("Questions whether something is in the image per sample, yes and no in turn (POPE); an even number is balanced.")]
    [Bounds(0, 16, Unit = "questions")]
    public int Presence { get; init; }

    internal DialogueOptions Options => new(Captions, Presence);
}
