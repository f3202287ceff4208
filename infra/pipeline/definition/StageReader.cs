using System.Globalization;
using Rampart.Pipeline.Binding;
using Rampart.Pipeline.Yaml;

namespace Rampart.Pipeline;

/// <summary>Binds the stages of a file and unrolls its rounds.</summary>
sealed class StageReader(StageCatalog catalog, List<PipelineProblem> problems)
{
    const string KindKey = "kind";
    const int MostStages = 10_000;

    readonly List<StageDraft> _drafts = [];
    readonly List<StageDraft> _groups = [];
    readonly Dictionary<string, string> _aliases = new(StringComparer.Ordinal);
    readonly List<YamlEntry> _resolved = [];

    /// <summary>Reads the map <c>stages</c>.</summary>
    public StageTree Read(YamlMap stages)
    {
        foreach (var entry in stages.Entries)
        {
            if (Opened(entry, entry.Key) is not var (map, kind))
            {
                _drafts.Add(Broken(entry, entry.Key));
            }
            else if (kind == RoundsParameters.Kind)
            {
                ReadRounds(entry, map);
            }
            else
            {
                var draft = Bound(entry, entry.Key, map, kind);
                _drafts.Add(draft);
                AddResolved(_resolved, entry.Key, draft);
            }
        }
        return new StageTree(_drafts, _groups, _aliases, _resolved);
    }

    void ReadRounds(YamlEntry entry, YamlMap map)
    {
        var notes = new BindingNotes($"stage \"{entry.Key}\"", problems);
        var rounds = (RoundsParameters?)new ParameterBinder(notes).Bind(map, typeof(RoundsParameters), KindKey, RoundsParameters.Group);
        var group = map[RoundsParameters.Group] as YamlMap;
        if (group is null or { Entries.Count: 0 })
        {
            notes.Report(map[RoundsParameters.Group]?.Position ?? map.Position, $"{notes.Owner} has no stages to repeat. Add them under \"{RoundsParameters.Group}\".");
            _drafts.Add(Broken(entry, entry.Key));
            return;
        }
        var templates = group.Entries.Select(inner => Template(inner, entry.Key)).ToList();
        if (rounds is null || rounds.Rounds * templates.Count > MostStages)
        {
            if (rounds is not null)
            {
                notes.Report(notes.PositionOf("rounds"), $"{notes.Owner} unrolls to {rounds.Rounds * templates.Count} stages; at most {MostStages} are taken. Repeat less.");
            }
            _drafts.Add(Broken(entry, entry.Key));
            return;
        }
        _groups.Add(new StageDraft(entry.Key, null, rounds, notes, entry.Position, null));
        Unroll(entry.Key, rounds, templates);
        AddResolved(entry.Key, rounds, templates);
    }

    void Unroll(string name, RoundsParameters rounds, List<StageDraft> templates)
    {
        var previous = rounds.From;
        for (var round = 1; round <= rounds.Rounds; round++)
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"{name}/{round}/");
            var scope = new RoundScope(prefix, previous);
            _drafts.AddRange(templates.Select(template => template with { Name = prefix + template.Name, Round = scope }));
            previous = prefix + templates[^1].Name;
            _aliases[prefix[..^1]] = previous;
            _aliases[name] = previous;
        }
    }

    void AddResolved(string name, RoundsParameters rounds, List<StageDraft> templates)
    {
        var inner = new List<YamlEntry>();
        templates.ForEach(template => AddResolved(inner, template.Name, template));
        _resolved.Add(ParameterRenderer.Entry(name, new YamlMap(
            [
                ParameterRenderer.Entry(KindKey, ParameterRenderer.Text(RoundsParameters.Kind)),
                .. ParameterRenderer.Map(rounds, typeof(RoundsParameters)).Entries,
                ParameterRenderer.Entry(RoundsParameters.Group, new YamlMap(inner, default)),
            ],
            default)));
    }

    StageDraft Template(YamlEntry inner, string rounds)
    {
        var title = $"{rounds}/{inner.Key}";
        if (inner.Key == RoundsParameters.Previous)
        {
            problems.Add(new PipelineProblem(inner.Position, $"no stage of \"{rounds}\" can be called \"{inner.Key}\": that word means the round before. Rename it."));
        }
        if (Opened(inner, title) is not var (map, kind))
        {
            return Broken(inner, title);
        }
        if (kind == RoundsParameters.Kind)
        {
            problems.Add(new PipelineProblem(map[KindKey]!.Position, $"stage \"{title}\" repeats rounds inside rounds. Take it out."));
            return Broken(inner, title);
        }
        return Bound(inner, title, map, kind);
    }

    (YamlMap Map, string Kind)? Opened(YamlEntry entry, string title)
    {
        if (!PipelineName.IsValid(entry.Key))
        {
            problems.Add(new PipelineProblem(entry.Position, $"\"{entry.Key}\" is not a name for a stage. {PipelineName.Rule}"));
        }
        if (entry.Value is not YamlMap map)
        {
            problems.Add(new PipelineProblem(entry.Value.Position, $"stage \"{title}\" has no keys. Give it a kind and what the kind needs."));
            return null;
        }
        if (map[KindKey] is not YamlText { IsNull: false } kind)
        {
            var known = string.Join(", ", catalog.Kinds.Select(kind => kind.Kind).Append(RoundsParameters.Kind));
            problems.Add(new PipelineProblem(map[KindKey]?.Position ?? map.Position, $"stage \"{title}\" lacks the key \"{KindKey}\". Add it: one of {known}."));
            return null;
        }
        if (kind.Text == RoundsParameters.Kind || catalog.TryFind(kind.Text, out _))
        {
            return (map, kind.Text);
        }
        var hint = Nearest.Hint(kind.Text, catalog.Kinds.Select(kind => kind.Kind).Append(RoundsParameters.Kind));
        problems.Add(new PipelineProblem(kind.Position, $"unknown kind \"{kind.Text}\" of stage \"{title}\"{hint}"));
        return null;
    }

    StageDraft Bound(YamlEntry entry, string title, YamlMap map, string kind)
    {
        var notes = new BindingNotes($"stage \"{title}\"", problems);
        var found = catalog[kind];
        var parameters = new ParameterBinder(notes).Bind(map, found.Parameters, [KindKey, .. StageComputeKeys.All]);
        return new StageDraft(entry.Key, found, parameters, notes, entry.Position, null) { Compute = StageComputeKeys.Bind(map, notes) };
    }

    StageDraft Broken(YamlEntry entry, string title) =>
        new(entry.Key, null, null, new BindingNotes($"stage \"{title}\"", problems), entry.Position, null);

    static void AddResolved(List<YamlEntry> entries, string name, StageDraft draft)
    {
        if (draft is { Kind: { } kind, Parameters: { } parameters })
        {
            var head = ParameterRenderer.Entry(KindKey, ParameterRenderer.Text(kind.Kind));
            var knobs = ParameterRenderer.Map(parameters, kind.Parameters);
            var compute = draft.Compute is { } stated ? ParameterRenderer.Map(stated, typeof(StageCompute)).Entries : [];
            entries.Add(ParameterRenderer.Entry(name, new YamlMap([head, .. compute, .. knobs.Entries], default)));
        }
    }
}
