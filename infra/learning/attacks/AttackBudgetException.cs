namespace Rampart.Learning.Attacks;

/// <summary>An adversarial image left its budget or the range [0, 1]; nothing may be concluded from it.</summary>
public sealed class AttackBudgetException(string message) : InvalidOperationException(message);
