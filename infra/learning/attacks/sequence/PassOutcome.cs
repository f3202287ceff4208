namespace Rampart.Learning.Attacks;

/// <summary>What one attack of a sequence made of one batch.</summary>
/// <param name="Attack">The attack's name.</param>
/// <param name="IsFirst">Whether it is the first attack of the sequence, which sees every sample.</param>
/// <param name="Rows">Which samples of the set were attacked.</param>
/// <param name="Batch">Their clean images and ids.</param>
/// <param name="Result">The adversarial images and what happened on the way.</param>
public sealed record PassOutcome(string Attack, bool IsFirst, int[] Rows, AttackBatch Batch, AttackResult Result);
