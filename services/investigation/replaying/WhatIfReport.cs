using Rampart.Contracts;

namespace Rampart.Investigation.Replaying;

/// <summary>What was changed on purpose, and what it did.</summary>
/// <param name="Changes">The changes, as they were asked for: <c>objective.beta=0.2</c>, <c>input model.vision=...</c>, <c>build PATH</c>.</param>
/// <param name="Metrics">The figures of evaluations that are on either side.</param>
public sealed record WhatIfReport(IReadOnlyList<string> Changes, IReadOnlyList<MetricChange> Metrics);

/// <summary>One figure of an evaluation before and after a change.</summary>
/// <param name="Stage">The evaluation's stage.</param>
/// <param name="Row">What was measured, with the value of whichever side has it.</param>
/// <param name="Before">The recorded value; null when there was none.</param>
/// <param name="After">The value now; null when there is none.</param>
/// <param name="Difference">After minus before; null when one is missing.</param>
/// <param name="Stderr">
/// The standard error of the difference, as if the two sides were independent samples; an upper bound, since they see the same ones. Null when one is missing.
/// </param>
public sealed record MetricChange(string Stage, ResultRow Row, double? Before, double? After, double? Difference, double? Stderr);
