namespace Rampart.Stages;

/// <summary>The figures of one optimizer step; one line of a training's metrics.</summary>
/// <param name="Step">From 1, over the whole training.</param>
/// <param name="Values">By name: <c>loss</c>, <c>gradient_norm</c>, <c>learning_rate</c>, <c>reward_margin</c>, ...</param>
public sealed record StepFigures(long Step, IReadOnlyDictionary<string, double> Values);
