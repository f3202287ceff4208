namespace Rampart.Coordination.Planning;

/// <summary>Names a work item within its run.</summary>
/// <param name="Stage">The flat name of the stage.</param>
/// <param name="Item">The item's name within the stage.</param>
public readonly record struct ItemId(string Stage, string Item);
