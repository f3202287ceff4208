namespace Rampart.Pipeline;

/// <summary>What becomes of a completed run's model.</summary>
/// <param name="Model">The model's name in the registry.</param>
/// <param name="Stage">The flat name of the stage that makes it.</param>
/// <param name="Candidate">The alias of the latest version whose gates held.</param>
/// <param name="To">The alias that the version gets when every gate holds.</param>
/// <param name="WhenMoved">What to do when <paramref name="To"/> was moved while the run went on.</param>
public sealed record PromotionRule(string Model, string Stage, string Candidate, string To, WhenMoved WhenMoved);
