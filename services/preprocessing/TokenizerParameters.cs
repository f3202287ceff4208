using System.ComponentModel;
using Rampart.Pipeline.Parameters;

namespace Rampart.Preprocessing;

/// <summary>The byte-level BPE tokenizer.</summary>
public sealed record TokenizerParameters
{
    /// <summary>Tokens in all.</summary>
    [Description("Tokens in all: 256 bytes, the special tokens, and learned merges.")]
    [Bounds(261, 1_000_000, Unit = "tokens")]
    public int Vocabulary { get; init; } = 512;

    /// <summary>The split it is trained on.</summary>
    [Description("The split whose captions, questions and answers it is trained on.")]
    public string Split { get; init; } = "train";
}
