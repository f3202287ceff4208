namespace Rampart.Reporting;

/// <summary>The recorded figures of one training.</summary>
/// <param name="Stage">The training's stage.</param>
/// <param name="Points">One point per optimizer step that was recorded, in order.</param>
public sealed record TrainingCurve(string Stage, IReadOnlyList<TrainingPoint> Points);

/// <summary>The figures of one optimizer step.</summary>
/// <param name="Step">From 1.</param>
/// <param name="Values">By name: <c>loss</c>, <c>reward_margin</c>, <c>learning_rate</c>, ...</param>
public sealed record TrainingPoint(long Step, IReadOnlyDictionary<string, double> Values);
