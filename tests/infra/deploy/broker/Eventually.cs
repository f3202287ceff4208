namespace Rampart.Deploy.Tests;

/// <summary>Waits for what comes about in another process.</summary>
static class Eventually
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>Reads until it is as wanted.</summary>
    public static async Task<T> Async<T>(Func<Task<T>> read, Func<T, bool> wanted)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            T value = await read();
            if (wanted(value))
            {
                return value;
            }
            await Task.Delay(Pause, patience.Token);
        }
    }
}
