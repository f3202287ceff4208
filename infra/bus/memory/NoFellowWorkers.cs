namespace Rampart.Bus.Memory;

/// <summary>A queue within the process has no other workers.</summary>
sealed class NoFellowWorkers : IFellowWorkers
{
    public Task<bool> AnyAsync(string queue, CancellationToken cancellation) => Task.FromResult(false);
}
