namespace Rampart.Pipeline.Planning;

/// <summary>A stage of a valid pipeline, with the way to the stages that it refers to.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Follow">The stage that one of its references means, by the text of the reference.</param>
public sealed record StageView(string Name, object Parameters, Func<string, StageView> Follow);
