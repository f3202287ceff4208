using System.Globalization;
using Rampart.Contracts;
using Rampart.Investigation;

namespace Rampart.Cli.Investigation;

/// <summary>A lineage for people: from the data that arrived to the artifact, a numbered paragraph per stage, or per item.</summary>
sealed class LineageText(TextWriter writer, Lineage lineage, bool all)
{
    const int DigestDigits = 12;

    // More artifacts than this are counted.
    const int MostNamed = 3;

    const int LongestGiven = 1000;

    readonly Dictionary<string, string> _sourceMarks = new(StringComparer.Ordinal);

    public void Write()
    {
        LineageArtifact target = lineage.Artifacts[lineage.Target];
        Line($"{target.Artifact.Digest}{Gone(target)}");
        Line($"is {target.Role} of run {lineage.Run.Id}, {Size(target.Artifact)}{(lineage.PassedOnBy > 0 ? $"; {lineage.PassedOnBy} items pass it on" : "")}");
        if (TriggerText.Of(lineage.Run.Started) is { } trigger)
        {
            Line($"the run was started by {trigger}");
        }
        IReadOnlyList<LineageGroup> groups = LineageGroup.Of(lineage);
        Sources([.. groups.SelectMany(group => group.Sources), .. target.Maker is null ? new[] { target } : []]);
        foreach (LineageGroup group in groups)
        {
            Write(group);
        }
        foreach (var damage in lineage.Damage)
        {
            Line($"the journal is damaged: segment {damage.Segment}, byte {damage.Offset}: {damage.What}");
        }
    }

    void Sources(IEnumerable<LineageArtifact> sources)
    {
        string arrived = lineage.Run.Log[0].Time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        foreach (LineageArtifact source in sources.DistinctBy(source => source.Artifact.Digest))
        {
            string mark = $"[{Letters(_sourceMarks.Count)}]";
            _sourceMarks[source.Artifact.Digest] = mark;
            string origin = source.Source is null ? "nobody in this run made it" : $"arrived with the run, {arrived} UTC";
            Line("");
            Line($"{mark} {source.Source ?? source.Role}: {source.Artifact.Digest}, {Size(source.Artifact)}; {origin}{Gone(source)}");
        }
    }

    void Write(LineageGroup group)
    {
        string count = group.Steps.Count == 1 ? "" : $" ({group.Steps.Count} items{(group.IsChain ? " that build on each other" : "")})";
        Line("");
        Line($"[{group.Number}] {group.Stage}: {ItemRange.Of(group.Steps.Select(step => step.Id.Item))}{count}");
        IEnumerable<string> reads =
        [
            .. group.Sources.Select(source => _sourceMarks[source.Artifact.Digest]),
            .. group.Reads.Select(read => read.Artifacts == 1 ? $"[{read.Group}]" : $"[{read.Group}] ({read.Artifacts} artifacts)"),
        ];
        Field("reads", string.Join(", ", reads));
        Field("given", Given(group));
        if (all || group.Steps.Count == 1)
        {
            foreach (LineageStep step in group.Steps)
            {
                Write(step, group.Steps.Count > 1);
            }
            return;
        }
        Field("made", Made(group.Steps));
        Field("by", $"{Workers(group.Steps)}{Elsewhere(group.Steps)}");
        Field("with", string.Join("; or ", group.Steps.Select(With).Distinct().Order(StringComparer.Ordinal)));
        Field("messages", $"{group.Steps.Count} orders, {group.Steps.Count(step => step.Messages!.Order.IsJournaled)} of them in the journal");
        Field("missing", Missing(group.Steps));
    }

    string Given(LineageGroup group)
    {
        string given = string.Join(", ", SharedParameters.Of(group.Steps));
        return all || given.Length <= LongestGiven ? given : given[..LongestGiven] + " ... (--all shows the rest)";
    }

    void Write(LineageStep step, bool isOneOfSeveral)
    {
        if (isOneOfSeveral)
        {
            Line($"  {step.Id.Item}");
        }
        Field("key", step.ExecutionKey);
        Field("made", Made([step]));
        Field("by", $"{Workers([step])}{Elsewhere([step])}");
        Field("with", With(step));
        Field("ordered", Message(step.Messages!.Order));
        Field("answered", Message(step.Messages.Answer));
        Field("missing", Missing([step]));
    }

    string Elsewhere(IEnumerable<LineageStep> steps)
    {
        string[] runs =
        [
            .. steps.Select(step => step.Circumstances?.RunId).OfType<string>().Where(run => run != lineage.Run.Id).Distinct().Order(StringComparer.Ordinal),
        ];
        return runs.Length == 0 ? "" : $"; for run {string.Join(", ", runs)}, this one took the result from the cache";
    }

    string Made(IReadOnlyCollection<LineageStep> steps)
    {
        LineageArtifact[] outputs = [.. Outputs(steps)];
        return outputs.Length > MostNamed
            ? $"{outputs.Length} artifacts that matter here, {outputs.Sum(output => output.Artifact.Size).ToString("N0", CultureInfo.InvariantCulture)} bytes"
            : string.Join(", ", outputs.Select(output => $"{output.Role} {output.Artifact.Digest[..DigestDigits]}{Gone(output)}"));
    }

    IEnumerable<LineageArtifact> Outputs(IEnumerable<LineageStep> steps) =>
        steps.SelectMany(step => step.Outputs).Select(place => lineage.Artifacts[place]).DistinctBy(output => output.Artifact.Digest);

    static string Workers(IReadOnlyCollection<LineageStep> steps)
    {
        ExecutionRecord[] records = [.. steps.Select(step => step.Circumstances).OfType<ExecutionRecord>()];
        if (records.Length == 0)
        {
            return "not recorded";
        }
        string workers = string.Join(", ", records.CountBy(record => record.Worker).OrderByDescending(worker => worker.Value)
            .Select(worker => steps.Count == 1 ? worker.Key : $"{worker.Key} ({worker.Value})"));
        string from = records.Min(record => record.StartedAt).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff", CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{workers}, from {from} UTC, {records.Sum(record => record.Duration.TotalSeconds):0.###} s of work");
    }

    static string With(LineageStep step) => step is { CodeVersion: { } code, Fingerprint: { } machine }
        ? $"code {code}; {machine.Processor}, {machine.InstructionSet}, {machine.TensorLibrary}, {machine.LinearAlgebra}, {machine.Device}, threads {machine.IntraOpThreads}"
        : "not known, since the manifest is gone";

    static string Message(MessageTrace message) => message is { SentAt: { } at }
        ? $"{message.Type} {message.Id}, sent {at.UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture)} UTC by {message.Sender}"
        : $"message {message.Id} (worked out from the item; not in the journal)";

    string Missing(IReadOnlyCollection<LineageStep> steps)
    {
        int manifests = steps.Count(step => step.IsManifestGone);
        LineageArtifact[] artifacts = [.. Outputs(steps).Where(output => output.IsGone)];
        string[] parts =
        [
            manifests switch { 0 => "", 1 => "a manifest, so what was read is not known", _ => $"{manifests} manifests, so what was read is not known" },
            artifacts switch
            {
                [] => "",
                [var only] => $"{only.Artifact.Digest} is gone from the store",
                [var first, ..] => $"{artifacts.Length} artifacts are gone from the store, the first is {first.Artifact.Digest}",
            },
        ];
        return string.Join("; ", parts.Where(part => part.Length > 0));
    }

    static string Gone(LineageArtifact artifact) => artifact.IsGone ? " (gone from the store)" : "";

    static string Size(ArtifactRef artifact) => string.Create(CultureInfo.InvariantCulture, $"{artifact.MediaType}, {artifact.Size:N0} bytes");

    static string Letters(int number) => number < 26 ? $"{(char)('a' + number)}" : $"{Letters((number / 26) - 1)}{(char)('a' + (number % 26))}";

    void Field(string name, string value)
    {
        if (value.Length > 0)
        {
            Line($"    {name,-9}{value}");
        }
    }

    void Line(string text) => writer.WriteLine(Terminal.WithoutControls(text));
}
