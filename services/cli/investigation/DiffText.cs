using System.Globalization;
using Rampart.Investigation;
using Rampart.Investigation.Replaying;
using Rampart.Replay;
using Rampart.Reporting;
using Spectre.Console;

namespace Rampart.Cli.Investigation;

/// <summary>Differences for people, the verdict first.</summary>
static class DiffText
{
    const int DigestDigits = 12;
    const int MostRows = 20;

    public static void Write(IAnsiConsole console, RunDifference runs, bool all)
    {
        Line(console, runs.Identical ? $"identical: {runs.There} and {runs.Here} did the same work with the same results" : $"{runs.There} and {runs.Here} differ");
        if (runs.First is { } first)
        {
            Line(console, $"first: {first.Stage}/{first.Item} is other work, because of {string.Join("; ", first.Causes.Select(cause => Short(cause).Describe()))}");
        }
        Table(console, "determinism faults: the same work with other results", ["stage", "item", "execution key", "first difference"], all, runs.Faults.Select(fault =>
            new[] { fault.Stage, fault.Item, fault.ExecutionKey[..Math.Min(DigestDigits, fault.ExecutionKey.Length)], fault.Output.Describe() }));
        Table(console, "parameters", ["parameter", "there", "here"], all, Causes(runs.Parameters));
        Table(console, "sources", ["source", "there", "here"], all, Causes(runs.Sources));
        Table(console, "circumstances", ["what", "there", "here"], all, Causes(runs.Circumstances));
        Table(console, "items", ["stage", "same", "other", "only there", "only here"], all: true, runs.Stages.Select(stage =>
            new[] { stage.Stage, $"{stage.Same}", stage.Other == 0 ? "" : $"{stage.Other}", stage.OnlyThere ?? "", stage.OnlyHere ?? "" }));
        Table(console, "metrics", ["figure", "model", "attack", "there", "here", "difference", "in standard errors"], all: true, runs.Metrics.Select(Metric));
    }

    public static void Write(IAnsiConsole console, string there, string here, ResultDifference results, bool all)
    {
        Line(console, results.Identical ? $"identical: {there} and {here} have the same outputs" : $"{there} and {here} differ");
        foreach (ArtifactReport output in results.Outputs.Where(output => all || !output.IsEqual))
        {
            Line(console, output.Describe());
        }
        Table(console, "what is not the same", ["what", "there", "here"], all, Causes(results.Causes));
    }

    public static void Write(IAnsiConsole console, string there, string here, ArtifactDifference artifacts)
    {
        Line(console, artifacts.Identical ? $"identical: {there} and {here} have the same bytes" : $"{there} and {here} differ");
        if (artifacts.First is { } first)
        {
            Line(console, first.Describe());
        }
        Tensors(console, "tensors", artifacts.Tensors, all: true);
    }

    public static void Write(IAnsiConsole console, string there, string here, ModelDifference models, bool all)
    {
        Line(console, models.Identical ? $"identical: the models {there} and {here}" : $"the models {there} and {here} differ");
        foreach (ComponentDifference component in models.Components)
        {
            IEnumerable<string> counts = component.Tensors.CountBy(tensor => tensor.State).Select(state => $"{state.Value} {state.Key.ToString().ToLowerInvariant()}");
            Line(console, $"{component.Name}: {string.Join(", ", counts)}");
            IEnumerable<TensorChange> shown = component.Tensors.Where(tensor => all || tensor.State != TensorState.Equal);
            Tensors(console, component.Name, shown.OrderByDescending(tensor => tensor.RelativeNorm), all);
        }
        foreach (FileDifference file in models.Files.Where(file => all || !file.IsEqual))
        {
            Line(console, $"{file.Name}: {(file.IsEqual ? "identical" : file.First?.Describe() ?? "is on one side only, or gone")}");
        }
    }

    static void Tensors(IAnsiConsole console, string title, IEnumerable<TensorChange> tensors, bool all) => Table(
        console, title, ["tensor", "", "there", "here", "differing", "relative norm", "largest"], all, tensors.Select(tensor => new[]
        {
            tensor.Name, tensor.State.ToString().ToLowerInvariant(), tensor.There ?? "", tensor.Here ?? "",
            tensor.State == TensorState.Changed ? $"{tensor.Differing} of {tensor.Elements}" : "",
            tensor.State == TensorState.Changed ? Number(tensor.RelativeNorm) : "", tensor.State == TensorState.Changed ? Number(tensor.LargestAbsolute) : "",
        }));

    static string[] Metric(MetricChange metric)
    {
        double? units = metric is { Difference: { } difference, Stderr: { } error } && error > 0 ? difference / error : null;
        return
        [
            $"{metric.Row.Task} {metric.Row.Metric}", metric.Row.Model, Radius.Column(metric.Row.Attack, metric.Row.Epsilon),
            Number(metric.Before), Number(metric.After), Number(metric.Difference),
            units is { } far ? string.Create(CultureInfo.InvariantCulture, $"{far:+0.0;-0.0;0.0}{(Math.Abs(far) > RunDifference.Noticeable ? " !" : "")}") : "",
        ];
    }

    static IEnumerable<string[]> Causes(IEnumerable<Cause> causes) =>
        causes.Select(Short).Select(cause => new[] { cause.What, cause.There ?? "absent", cause.Here ?? "absent" });

    // Digests are long, and their beginnings tell them apart.
    static Cause Short(Cause cause) => cause with { There = Short(cause.There), Here = Short(cause.Here) };

    static string? Short(string? value) => value is { Length: 64 } && value.All(char.IsAsciiHexDigitLower) ? value[..DigestDigits] : value;

    static string Number(double? value) => value?.ToString("G4", CultureInfo.InvariantCulture) ?? "";

    static void Table(IAnsiConsole console, string title, string[] columns, bool all, IEnumerable<string[]> rows)
    {
        string[][] listed = [.. rows];
        if (listed.Length == 0)
        {
            return;
        }
        Table table = new Table().RoundedBorder().Title(title).AddColumns(columns);
        foreach (string[] row in all ? listed : listed.Take(MostRows))
        {
            table.AddRow(row.Select(Terminal.Plain));
        }
        console.Write(table);
        if (!all && listed.Length > MostRows)
        {
            Line(console, $"and {listed.Length - MostRows} more (--all shows them)");
        }
    }

    // Past the console, which would break long lines: they are for grep too.
    static void Line(IAnsiConsole console, string text) => console.Profile.Out.Writer.WriteLine(Terminal.WithoutControls(text));
}
