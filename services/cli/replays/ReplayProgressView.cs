using System.Globalization;
using Rampart.Investigation.Replaying;
using Spectre.Console;

namespace Rampart.Cli.Replays;

/// <summary>Shows on standard error how far a replay is: a bar on a terminal, now and then a line elsewhere.</summary>
static class ReplayProgressView
{
    const int LinesInAll = 10;

    /// <summary>Does something and shows how far it is.</summary>
    /// <param name="quiet">Whether to show nothing where nobody watches.</param>
    /// <param name="replay">What is done.</param>
    public static Task<ReplayReport> ShowAsync(bool quiet, Func<IProgress<ReplayProgress>, Task<ReplayReport>> replay) =>
        Terminal.IsInteractive
            ? Terminal.Errors().Progress()
                .AutoClear(true)
                .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 24 }, new PercentageColumn())
                .StartAsync(display => replay(new Bar(display.AddTask("replaying"))))
            : replay(new Lines(quiet ? TextWriter.Null : Console.Error));

    sealed class Bar(ProgressTask task) : IProgress<ReplayProgress>
    {
        public void Report(ReplayProgress value)
        {
            (task.MaxValue, task.Value) = (Math.Max(1, value.Total), value.Done);
            task.Description = $"{value.Done}/{value.Total} items [grey]{Markup.Escape(value.Stage)} {Markup.Escape(value.Item)}[/]";
        }
    }

    sealed class Lines(TextWriter output) : IProgress<ReplayProgress>
    {
        readonly Lock _gate = new();
        int _told;

        public void Report(ReplayProgress value)
        {
            int tenths = LinesInAll * value.Done / Math.Max(1, value.Total);
            lock (_gate)
            {
                if (tenths > _told)
                {
                    _told = tenths;
                    output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"replayed {value.Done}/{value.Total} items"));
                }
            }
        }
    }
}
