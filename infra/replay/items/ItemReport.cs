using Rampart.Contracts;

namespace Rampart.Replay;

/// <summary>What came of replaying one item: all that is said about it, in words and figures only.</summary>
public sealed record ItemReport
{
    /// <summary>The stage's name.</summary>
    public required string Stage { get; init; }

    /// <summary>The item's name within the stage.</summary>
    public required string Item { get; init; }

    /// <summary>The kind of stage.</summary>
    public required string Kind { get; init; }

    /// <summary>The identity of the work that was recorded.</summary>
    public required string ExecutionKey { get; init; }

    /// <summary>The identity of the work that was executed; the same unless something was changed on purpose.</summary>
    public required string ReplayedKey { get; init; }

    /// <summary>The id of the message that ordered it, where the journal has it.</summary>
    public Guid? MessageId { get; init; }

    /// <summary>Where the order was found.</summary>
    public required RecordSource Source { get; init; }

    /// <summary>What came of it.</summary>
    public required ItemVerdict Verdict { get; init; }

    /// <summary>The outputs, in the order in which they were recorded, new ones last.</summary>
    public IReadOnlyList<ArtifactReport> Artifacts { get; init; } = [];

    /// <summary>For a training that differs: the first step at which the trajectories part, where that can be told.</summary>
    public FirstStep? FirstStep { get; init; }

    /// <summary>What is not the same on both sides; empty when nothing is known to differ but the outputs.</summary>
    public IReadOnlyList<Cause> Causes { get; init; } = [];

    /// <summary>The inputs whose stored bytes are not the recorded ones.</summary>
    public IReadOnlyList<DamagedArtifact> Damage { get; init; } = [];

    /// <summary>Why it could not be executed, or how it failed.</summary>
    public Failure? Failure { get; init; }

    /// <summary>Under which circumstances it was recorded.</summary>
    public Circumstances Recorded { get; init; } = Circumstances.Unknown;

    /// <summary>How long the execution took, in seconds; null when there was none.</summary>
    public double? Seconds { get; init; }

    /// <summary>The first output that differs; null when there is none.</summary>
    public ArtifactReport? FirstDifference() => Artifacts.FirstOrDefault(artifact => !artifact.IsEqual);
}
