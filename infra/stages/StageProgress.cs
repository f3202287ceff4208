namespace Rampart.Stages;

/// <summary>How far an item is.</summary>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all.</param>
/// <param name="Unit">What is counted: <c>samples</c>, <c>steps</c>, ...</param>
public readonly record struct StageProgress(long Done, long Total, string Unit);
