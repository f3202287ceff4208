namespace Rampart.Contracts;

/// <summary>Command to the evaluation service. Measure a model on one shard of test samples, or sum the shards up.</summary>
/// <param name="Order">What to do and for whom.</param>
public sealed record EvaluateShard(WorkOrder Order) : IWorkCommand;
