namespace Rampart.Contracts;

/// <summary>Command to the training service. Run the next optimizer steps of a training, from checkpoint to checkpoint.</summary>
/// <param name="Order">What to do and for whom.</param>
public sealed record TrainSegment(WorkOrder Order) : IWorkCommand;
