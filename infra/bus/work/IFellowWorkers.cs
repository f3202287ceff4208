namespace Rampart.Bus;

/// <summary>Tells whether other processes take work from the same queue.</summary>
public interface IFellowWorkers
{
    /// <summary>Whether there is another now; when that can't be found out, there may be.</summary>
    /// <param name="queue">The queue's name.</param>
    /// <param name="cancellation">Gives up.</param>
    Task<bool> AnyAsync(string queue, CancellationToken cancellation);
}
