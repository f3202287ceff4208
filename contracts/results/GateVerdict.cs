namespace Rampart.Contracts;

/// <summary>Whether a condition on the results holds.</summary>
/// <param name="Task">The task it is about.</param>
/// <param name="Model">The model it is about.</param>
/// <param name="Condition">The condition in words, for example <c>adpo answer accuracy under apgd-ce at 8/255 &gt;= base + 0.15</c>.</param>
/// <param name="Passed">Whether it holds.</param>
/// <param name="Measured">The model's value.</param>
/// <param name="Required">The least value that passes, or the greatest for a condition with &lt;=.</param>
/// <param name="Stderr">The standard error of what is compared.</param>
public sealed record GateVerdict(
    string Task, string Model, string Condition, bool Passed, double Measured, double Required, double Stderr);
