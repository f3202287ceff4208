using Rampart.Contracts;
using Rampart.Replay;

namespace Rampart.Investigation.Replaying;

/// <summary>All that a replay found: what <c>rampart replay --json</c> prints and its pages show. "There" is what was recorded, "here" what came out now.</summary>
public sealed record ReplayReport
{
    /// <summary>The version of this record's form.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What was replayed, for example <c>run tiny-1a2b3c4d-1</c> or <c>message 6f1c...</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The run that it belongs to.</summary>
    public required string RunId { get; init; }

    /// <summary>The answer.</summary>
    public required ReplayVerdict Verdict { get; init; }

    /// <summary>The first thing that differs, or that nothing does, in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Under which circumstances it was replayed.</summary>
    public required Circumstances Here { get; init; }

    /// <summary>How many items were executed.</summary>
    public required int Executions { get; init; }

    /// <summary>What came of every item, in topological order.</summary>
    public IReadOnlyList<ItemReport> Items { get; init; } = [];

    /// <summary>What the coordinator decided on messages about the run, and what it decides on them now.</summary>
    public IReadOnlyList<DecisionReport> Decisions { get; init; } = [];

    /// <summary>What journal, plan and log say of each other.</summary>
    public IReadOnlyList<AuditFinding> Audit { get; init; } = [];

    /// <summary>How the first divergent item was found, when that was asked for.</summary>
    public BisectReport? Bisect { get; init; }

    /// <summary>What was changed on purpose, and what it did to the figures.</summary>
    public WhatIfReport? WhatIf { get; init; }

    /// <summary>What the reader should know besides, for example that there is no journal.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The folder that keeps what the replay wrote; null when it was removed.</summary>
    public string? KeptIn { get; init; }
}
