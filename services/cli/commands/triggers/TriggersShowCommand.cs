using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Triggers;
using Spectre.Console;

namespace Rampart.Cli.Commands.Triggers;

/// <summary><c>rampart triggers show WATCH</c>: what a watch waits for and until when, which causes wait, and which runs it has started.</summary>
static class TriggersShowCommand
{
    const int MostForPeople = 20;

    public static Command Create(ToolHosts hosts)
    {
        Argument<string> name = WatchOptions.Name();
        Option<bool> json = SharedOptions.Json();
        var command = new ConfiguredCommand(
            "show", "Shows a watch: what it waits for and until when, which causes wait, and which runs it has started.", ConfiguredOption.Store()) { name, json };
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Triggers(configuration.Options);
            WatchReading watch = await WatchReading.FindAsync(services, parsed.GetRequiredValue(name), cancellation);
            if (parsed.GetValue(json))
            {
                var answer = new { watch.Summary, watch.Definition, watch.State.Pending, watch.State.Runs };
                Console.Out.WriteLine(JsonSerializer.Serialize(answer, CliJson.Options));
                return ExitCode.Ok;
            }
            Write(Terminal.Output(), watch);
            return ExitCode.Ok;
        });
    }

    static void Write(IAnsiConsole console, WatchReading watch)
    {
        WatchState state = watch.State;
        console.MarkupLine($"[bold]{Markup.Escape(watch.Name)}[/] version {watch.Definition.Number}, {Markup.Escape($"by {watch.Definition.Who}, {WatchText.Time(watch.Definition.Time)}")}");
        foreach (WatchedPlace place in watch.Definition.Places)
        {
            console.WriteLine(Terminal.WithoutControls($"watches {place.Place}{(place.Prefix.Length == 0 ? "" : $" for {place.Prefix}...")}"));
        }
        console.WriteLine(Terminal.WithoutControls($"now: {WatchText.Status(state, watch.Decision)}"));
        console.WriteLine($"{WatchText.Causes(state.Accepted)} so far, {WatchText.Causes(state.Pending.Count)} waiting");
        if (state.Pending.Count > 0)
        {
            console.Write(Waiting(state));
        }
        if (state.Runs.Count > 0)
        {
            console.Write(Runs(state));
        }
    }

    static Table Waiting(WatchState state)
    {
        string title = state.Pending.Count > MostForPeople ? $"waiting, the first {MostForPeople}" : "waiting";
        Table table = new Table().RoundedBorder().Title(title).AddColumns("kind", "subject", "channel", "handed in");
        foreach (PendingCause pending in state.Pending.Take(MostForPeople))
        {
            string[] cells = [pending.Cause.Kind, pending.Cause.Subject, pending.Cause.Channel, WatchText.Time(pending.Accepted)];
            table.AddRow(cells.Select(Terminal.Plain));
        }
        return table;
    }

    static Table Runs(WatchState state)
    {
        Table table = new Table().RoundedBorder().Title("runs, the latest first").AddColumns("run", "causes", "planned", "because", "state");
        foreach (TriggeredRun run in state.Runs.Reverse().Take(MostForPeople))
        {
            string[] cells = [run.RunId, $"{run.Causes}", WatchText.Time(run.Planned), run.Why, run.Outcome ?? run.Delay ?? (run.Begun ? "under way" : "about to begin")];
            table.AddRow(cells.Select(Terminal.Plain));
        }
        return table;
    }
}
