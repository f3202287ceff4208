namespace Rampart.Contracts;

/// <summary>A sign that a robustness figure may be too good to be true (gradient masking), or that an attack did not work.</summary>
/// <param name="Id">The flag, for example <c>zero-gradient</c>; the anchor of its section in infra/docs/flags.md.</param>
/// <param name="Model">The model it was seen on.</param>
/// <param name="Task">The task it was seen on.</param>
/// <param name="Message">What was seen, with figures.</param>
public sealed record EvaluationFlag(string Id, string Model, string Task, string Message);
