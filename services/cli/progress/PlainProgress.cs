namespace Rampart.Cli.Progress;

/// <summary>Progress as lines, for logs and pipes: when a stage begins and ends, and every few seconds in between.</summary>
sealed class PlainProgress(TextWriter output, TimeProvider time)
{
    static readonly TimeSpan Look = TimeSpan.FromSeconds(0.25);
    static readonly TimeSpan Repeat = TimeSpan.FromSeconds(5);
    readonly Dictionary<string, DateTimeOffset> _lastLine = [];
    readonly HashSet<string> _done = [];

    public async Task ShowAsync(RunMonitor monitor, CancellationToken cancellation)
    {
        while (!monitor.Finished.IsCompleted)
        {
            Print(monitor.Read(), time.GetUtcNow());
            await Task.WhenAny(monitor.Finished, Task.Delay(Look, time, cancellation));
            cancellation.ThrowIfCancellationRequested();
        }
        Print(monitor.Read(), time.GetUtcNow());
    }

    void Print(IReadOnlyList<StageReading> stages, DateTimeOffset now)
    {
        foreach (StageReading stage in stages)
        {
            if (stage.IsDone && _done.Add(stage.Name))
            {
                output.WriteLine($"{stage.Name}: done, {ProgressText.Of(stage)}");
            }
            else if (stage.IsActive && (!_lastLine.TryGetValue(stage.Name, out DateTimeOffset last) || now - last >= Repeat))
            {
                _lastLine[stage.Name] = now;
                output.WriteLine($"{stage.Name}: {ProgressText.Of(stage)}");
            }
        }
    }
}
