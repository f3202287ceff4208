using System.Globalization;
using Rampart.Contracts;
using Rampart.Reporting.Html;

namespace Rampart.Investigation.Pages;

/// <summary>A lineage on a page: from the data to the artifact, a row per stage.</summary>
static class LineageSection
{
    public static string Render(Lineage? lineage)
    {
        if (lineage is null)
        {
            return "";
        }
        IReadOnlyList<LineageGroup> groups = LineageGroup.Of(lineage);
        LineageArtifact target = lineage.Artifacts[lineage.Target];
        LineageArtifact[] sources = [.. groups.SelectMany(group => group.Sources).DistinctBy(source => source.Artifact.Digest)];
        return $"<p>{Markup.Text($"{target.Role}, digest {target.Artifact.Digest}{(target.IsGone ? ", gone from the store" : "")}")}</p>\n"
            + PageText.Table(["arrived", "digest", "bytes", "remark"], sources.Select(source => new[]
            {
                source.Source ?? source.Role, source.Artifact.Digest, source.Artifact.Size.ToString("N0", CultureInfo.InvariantCulture),
                source.Source is null ? "nobody in this run made it" : source.IsGone ? "gone from the store" : "",
            }))
            + PageText.Table(["step", "items", "reads", "by", "code", "order"], groups.Select(group => Row(group)));
    }

    static string[] Row(LineageGroup group)
    {
        LineageStep[] known = [.. group.Steps.Where(step => !step.IsManifestGone)];
        IEnumerable<string> reads = group.Sources.Select(source => source.Source ?? source.Role)
            .Concat(group.Reads.Select(read => string.Create(CultureInfo.InvariantCulture, $"step {read.Group} ({read.Artifacts})")));
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"{group.Number}. {group.Stage}"),
            $"{ItemRange.Of(group.Steps.Select(step => step.Id.Item))} ({group.Steps.Count}{(group.IsChain ? ", building on each other" : "")})",
            string.Join(", ", reads),
            string.Join(", ", group.Steps.Select(step => step.Circumstances).OfType<ExecutionRecord>().Select(record => record.Worker).Distinct()),
            string.Join(", ", known.Select(step => step.CodeVersion).Distinct()),
            group.Steps is [{ Messages.Order: { } order }] ? $"{order.Id}{(order.IsJournaled ? "" : " (not in the journal)")}" : $"{group.Steps.Count} orders",
        ];
    }
}
