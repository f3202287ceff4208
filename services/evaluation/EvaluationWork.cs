using System.Text.Json.Serialization;
using Rampart.Pipeline.Parameters;

namespace Rampart.Evaluation;

/// <summary>The knobs of one work item of evaluation.</summary>
[Variant("measure", typeof(MeasureWork))]
[Variant("summary", typeof(SummaryWork))]
public abstract record EvaluationWork;

/// <summary>Measure one model on one task and shard.</summary>
public sealed record MeasureWork : EvaluationWork
{
    /// <summary>The task.</summary>
    public required EvaluationTask Task { get; init; }

    /// <summary>The attack.</summary>
    public required EvaluationAttackParameters Attack { get; init; }

    /// <summary>The radii, rising.</summary>
    public required IReadOnlyList<double> Epsilons { get; init; }

    /// <summary>Samples attacked together.</summary>
    public required int Batch { get; init; }

    /// <summary>Whether rounded images are measured too.</summary>
    public required bool EightBit { get; init; }

    /// <summary>Longest answer in tokens.</summary>
    public required int MaxNewTokens { get; init; }

    /// <summary>The text that task targeted drives towards; null for other tasks.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Target { get; init; }

    /// <summary>What judges answers to requests; null for the rules as they stand, and for tasks without any.</summary>
    [AddedLater]
    public JudgeParameters? Judge { get; init; }

    /// <summary>Whether the probability of answers is measured too.</summary>
    [AddedLater]
    public bool Confidence { get; init; }

    /// <summary>The radius whose adversarial images are kept for the gallery.</summary>
    public double? ShownEpsilon { get; init; }

    /// <summary>Of how many of the shard's first samples they are kept.</summary>
    public required int Shown { get; init; }
}

/// <summary>Sum all measurements up.</summary>
public sealed record SummaryWork : EvaluationWork
{
    /// <summary>The models' names in the order of pipeline.yaml.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The tasks.</summary>
    public required IReadOnlyList<EvaluationTask> Tasks { get; init; }

    /// <summary>The attack's name.</summary>
    public required string Attack { get; init; }

    /// <summary>The attack's norm.</summary>
    public required string Norm { get; init; }

    /// <summary>The radii, rising.</summary>
    public required IReadOnlyList<double> Epsilons { get; init; }

    /// <summary>The attacks of a composed one after which accuracy is reported too; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Members { get; init; }

    /// <summary>Whether rounded images were measured too.</summary>
    public required bool EightBit { get; init; }

    /// <summary>In how many bins confidence is compared with accuracy; null where it isn't.</summary>
    [AddedLater]
    public int? CalibrationBins { get; init; }

    /// <summary>Samples in the gallery.</summary>
    public required int Gallery { get; init; }

    /// <summary>The gallery's radius.</summary>
    public double? ShownEpsilon { get; init; }

    /// <summary>The kinds of slices that are reported; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<EvaluationSlice>? Slices { get; init; }

    /// <summary>The gates.</summary>
    public required IReadOnlyList<GateParameters> Gates { get; init; }
}
