using System.Text.RegularExpressions;
using System.Xml.Linq;
using Rampart.Contracts;
using Rampart.Investigation.Pages;
using Rampart.Investigation.Replaying;
using Rampart.Replay;

namespace Rampart.Investigation.Tests;

public sealed partial class PageTests
{
    const string Hostile = "<img src=x onerror=alert(1)>\"'&";
    readonly RecordedRuns _runs = new();

    [Fact]
    public async Task The_page_of_a_replay_is_one_self_contained_well_formed_file()
    {
        string html = ReplayPage.Render(await ContentAsync("toy-1"));
        Check(html);
        Assert.Contains("<h1>Differs</h1>", html);
        Assert.All(
            ["differences", "outputs", "machines", "message", "lineage", "items"],
            section => Assert.Contains($"<section id=\"{section}\">", html));
        Assert.True(html.IndexOf("<h1>", StringComparison.Ordinal) < html.IndexOf("<section", StringComparison.Ordinal));
        Assert.Equal(3, Images().Count(html));
        Assert.Contains("the two part at step 2", html);
    }

    [Fact]
    public async Task Compared_with_another_run_the_sides_are_called_by_the_runs()
    {
        ReplayPageContent content = await ContentAsync("toy-1");
        string html = ReplayPage.Render(content with { Report = content.Report with { Bisect = content.Report.Bisect! with { Against = "toy-2" } } });
        Assert.Contains("<th>toy-1</th><th>toy-2</th>", html);
        Assert.DoesNotContain("<section id=\"machines\">", html);
    }

    [Fact]
    public async Task Whatever_comes_from_a_run_is_text()
    {
        string html = ReplayPage.Render(await ContentAsync(Hostile));
        Check(html);
        Assert.DoesNotContain("<img src=x", html);
        Assert.Contains("&lt;img src=x", html);
    }

    [Fact]
    public async Task The_page_of_two_runs_says_first_what_differs_and_why()
    {
        RunReading there = await _runs.RunAsync("toy-1", Toy.Pipeline(rate: 0.1)), here = await _runs.RunAsync("toy-2", Toy.Pipeline(rate: 0.2));
        RunDifference runs = await new RunComparison(_runs.Store).CompareAsync(there, here, default);
        string html = RunDifferencePage.Render(runs with { Parameters = [.. runs.Parameters, new Cause(Hostile, Hostile, null)] });
        Check(html);
        Assert.Contains("<h1>Differ</h1>", html);
        Assert.Contains("tuned/segment-01 is the first item that is other work: parameter optimizer.learning_rate: 0.1 there, 0.2 here.", html);
        Assert.DoesNotContain("<img", html);
        Assert.Contains("<h1>Identical</h1>", RunDifferencePage.Render(await new RunComparison(_runs.Store).CompareAsync(there, there, default)));
    }

    [Fact]
    public async Task A_page_is_gathered_from_what_is_there_and_does_without_the_rest()
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline());
        ItemCompleted item = run.Items[0];
        var report = new ReplayReport
        {
            Subject = "run toy-1", RunId = "toy-1", Verdict = ReplayVerdict.Identical, Summary = "All is the same.", Here = Circumstances.Unknown, Executions = 1,
            Items = [Report(item.Stage, item.Item, item.ExecutionKey, ItemVerdict.Identical) with { Artifacts = [new ArtifactReport("out", item.Outputs[0].Artifact, item.Outputs[0].Artifact, null)] }],
        };
        ReplayPageContent content = await new ReplayPageReader(_runs.Store, _runs.Artifacts).ReadAsync(report, default);
        Assert.Equal((item.Item, false), (content.Shown!.Item, content.Message!.IsJournaled));
        Assert.Equal("data/shard-000:out", content.Lineage!.Artifacts[content.Lineage.Target].Role);
        Check(ReplayPage.Render(content));

        ReplayPageContent bare = await new ReplayPageReader(_runs.Store, _runs.Artifacts).ReadAsync(report with { Items = [] }, default);
        Assert.Equal((null, null, null), (bare.Shown, bare.Message, bare.Lineage));
        Check(ReplayPage.Render(bare));
    }

    // Well-formed, so that nothing that was meant as text can have become markup unnoticed; and nothing is fetched from anywhere.
    static void Check(string html)
    {
        Assert.DoesNotContain("http:", html);
        Assert.DoesNotContain("https:", html);
        Assert.DoesNotContain("<script", html);
        Assert.DoesNotContain("@import", html);
        string body = html[html.IndexOf("<body>", StringComparison.Ordinal)..html.IndexOf("</html>", StringComparison.Ordinal)];
        XElement parsed = XElement.Parse(VoidElements().Replace(body, "$0</$1>").Replace("&nbsp;", " "));
        Assert.All(parsed.DescendantsAndSelf().SelectMany(element => element.Attributes()), attribute => Assert.False(attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal)));
        Assert.All(parsed.Descendants("img"), image => Assert.StartsWith("data:image/png;base64,", image.Attribute("src")!.Value));
        Assert.Single(parsed.Descendants("h1"));
    }

    async Task<ReplayPageContent> ContentAsync(string words)
    {
        RunReading run = await _runs.RunAsync("toy-1", Toy.Pipeline());
        Lineage lineage = await new LineageReader(_runs.Store).ReadAsync(new FoundArtifact(run, words, run.Items[^1].Outputs[0].Artifact), default);
        ItemReport item = Report(words, words, run.Items[^1].ExecutionKey, ItemVerdict.Differs) with
        {
            Artifacts = [new ArtifactReport(words, run.Items[0].Outputs[0].Artifact, run.Items[1].Outputs[0].Artifact, new FieldDifference(1, words, words, words))],
            Causes = [new Cause(words, words, null)],
            Failure = new Failure(words, words, words, Permanent: true),
            Recorded = new Circumstances(words, new NumericsFingerprint(words, words, words, words, words, 1), words),
        };
        var report = new ReplayReport
        {
            Subject = words, RunId = words, Verdict = ReplayVerdict.Differs, Summary = words, Here = new Circumstances("other", null, "here:1"), Executions = 1, Items = [item],
            Audit = [new AuditFinding(AuditKind.NeverArrived, AuditSeverity.Loss, words, words, words, null, words, null)],
            Decisions = [new DecisionReport(Guid.Empty, words, 1, null, [], null, [words])],
            Bisect = new BisectReport(null, 1, 2, item, null, words), WhatIf = new WhatIfReport([words], []), Notes = [words],
        };
        return new ReplayPageContent(
            report, item, new ShownMessage(words, IsJournaled: true, new Dictionary<string, string> { [words] = words }), lineage,
            [new PicturePair(words, [0, 1, 2, 3], [0, 1, 2, 9], 1, 2, 2, 6 / 255.0)],
            [new CurvePair($"{words}: loss", [(1, 0.5), (2, 0.4)], [(1, 0.5), (2, double.NaN)], 2)]);
    }

    static ItemReport Report(string stage, string item, string key, ItemVerdict verdict) => new()
    {
        Stage = stage, Item = item, Kind = "chain", ExecutionKey = key, ReplayedKey = key, Source = RecordSource.Result, Verdict = verdict,
    };

    [GeneratedRegex("<(img|br|meta)\\b[^>]*>")]
    private static partial Regex VoidElements();

    [GeneratedRegex("<img ")]
    private static partial Regex Images();
}
