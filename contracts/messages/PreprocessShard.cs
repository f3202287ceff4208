namespace Rampart.Contracts;

/// <summary>Command to the preprocessing service. Turn one range of source data into a shard of samples.</summary>
/// <param name="Order">What to do and for whom.</param>
public sealed record PreprocessShard(WorkOrder Order) : IWorkCommand;
