using Rampart.Pipeline.Parameters;

namespace Rampart.Preprocessing;

/// <summary>The knobs of one work item of preprocessing.</summary>
[Variant("shard", typeof(ShardWork))]
[Variant("tokenizer", typeof(TokenizerWork))]
public abstract record PreprocessingWork
{
    /// <summary>The source's name.</summary>
    public required string Source { get; init; }
}

/// <summary>Make the samples of one range.</summary>
public sealed record ShardWork : PreprocessingWork
{
    /// <summary>The source's set.</summary>
    public required string Set { get; init; }

    /// <summary>Number of the first image within the set.</summary>
    public required int First { get; init; }

    /// <summary>How many images.</summary>
    public required int Count { get; init; }

    /// <summary>Captions per sample.</summary>
    public required int Captions { get; init; }

    /// <summary>Questions per sample.</summary>
    public required int Questions { get; init; }

    /// <summary>Dialogues, if any.</summary>
    [AddedLater]
    public DialogueParameters? Dialogues { get; init; }

    /// <summary>How many people answer the evaluation question.</summary>
    [AddedLater]
    public int HumanAnswers { get; init; }

    /// <summary>The safety policy, if any.</summary>
    [AddedLater]
    public SafetyParameters? Safety { get; init; }
}

/// <summary>Train the tokenizer and describe the dataset.</summary>
public sealed record TokenizerWork : PreprocessingWork
{
    /// <summary>Tokens in all.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>Mean of the pixels per channel.</summary>
    public required IReadOnlyList<double> Mean { get; init; }

    /// <summary>Standard deviation of the pixels per channel.</summary>
    public required IReadOnlyList<double> Std { get; init; }

    /// <summary>Dialogues, if any.</summary>
    [AddedLater]
    public DialogueParameters? Dialogues { get; init; }

    /// <summary>The safety policy, if any.</summary>
    [AddedLater]
    public SafetyParameters? Safety { get; init; }
}
