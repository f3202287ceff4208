using Spectre.Console;

namespace Rampart.Cli.Progress;

/// <summary>Progress on a terminal: a bar per active stage.</summary>
sealed class LiveProgress(IAnsiConsole console, TimeProvider time)
{
    static readonly TimeSpan Refresh = TimeSpan.FromSeconds(0.2);

    public Task ShowAsync(RunMonitor monitor, CancellationToken cancellation) => console.Progress()
        .AutoClear(false)
        .HideCompleted(false)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 }, new PercentageColumn())
        .StartAsync(async display =>
        {
            var bars = new Dictionary<string, ProgressTask>();
            while (true)
            {
                bool finished = monitor.Finished.IsCompleted;
                Update(display, bars, monitor.Read());
                if (finished)
                {
                    return;
                }
                await Task.WhenAny(monitor.Finished, Task.Delay(Refresh, time, cancellation));
                cancellation.ThrowIfCancellationRequested();
            }
        });

    static void Update(ProgressContext display, Dictionary<string, ProgressTask> bars, IReadOnlyList<StageReading> stages)
    {
        foreach (StageReading stage in stages.Where(stage => stage.Share > 0))
        {
            string description = $"{Markup.Escape(stage.Name)} [grey]{Markup.Escape(ProgressText.Of(stage))}[/]";
            if (!bars.TryGetValue(stage.Name, out ProgressTask? bar))
            {
                bar = bars[stage.Name] = display.AddTask(description, autoStart: true, maxValue: 1);
            }
            bar.Description = description;
            bar.Value = stage.IsDone ? 1 : Math.Min(stage.Share, 0.999);
        }
    }
}
