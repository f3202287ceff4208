namespace Rampart.Contracts;

/// <summary>Command to the mining service. Search adversarial examples against a model for one shard.</summary>
/// <param name="Order">What to do and for whom.</param>
public sealed record MineShard(WorkOrder Order) : IWorkCommand;
