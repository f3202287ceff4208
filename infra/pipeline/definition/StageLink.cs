namespace Rampart.Pipeline;

/// <summary>One stage's reference to another.</summary>
/// <param name="Text">As the parameters say it, for example <c>previous</c> or <c>images/train</c>; the key into the plan's upstream outputs.</param>
/// <param name="Stage">The flat name of the stage that is meant, for example <c>adpo/1/train</c>.</param>
/// <param name="Part">The part that is meant, for example <c>train</c>; null when the stage as a whole is.</param>
public sealed record StageLink(string Text, string Stage, string? Part);
