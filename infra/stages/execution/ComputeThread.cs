namespace Rampart.Stages;

/// <summary>Runs a computation on a thread of its own, so that minutes of arithmetic never block the thread pool that moves messages.</summary>
static class ComputeThread
{
    public static Task<T> RunAsync<T>(string name, INumerics numerics, Func<T> compute)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            try
            {
                // The tensor library keeps its number of threads per calling thread.
                numerics.PrepareThread();
                done.SetResult(compute());
            }
            catch (Exception e)
            {
                done.SetException(e);
            }
        })
        {
            Name = name,
            IsBackground = true,
        };
        thread.Start();
        return done.Task;
    }
}
