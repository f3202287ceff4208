namespace Rampart.Learning.Training;

/// <summary>What a step saw and left, as 64-bit hashes: enough to tell where two trainings part, without keeping their parameters.</summary>
/// <param name="Batch">Of the ids of the step's samples, in the batch's order.</param>
/// <param name="Parameters">Of the bits of every trainable parameter after the step, in the ordinal order of their names.</param>
public sealed record StepTrace(long Batch, IReadOnlyList<long> Parameters);
