namespace Rampart.Contracts;

/// <summary>Command to the pairing service. Build preference pairs from one shard of mined examples.</summary>
/// <param name="Order">What to do and for whom.</param>
public sealed record PairShard(WorkOrder Order) : IWorkCommand;
