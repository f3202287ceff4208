using Rampart.Pipeline.Binding;

namespace Rampart.Pipeline;

/// <summary>Finds the stages that references mean, and says what is wrong with those that mean none or the wrong one.</summary>
sealed class ReferenceResolver
{
    readonly Dictionary<string, StageDraft> _drafts = new(StringComparer.Ordinal);
    readonly IReadOnlyDictionary<string, string> _aliases;
    readonly StageCatalog _catalog;

    /// <summary>Resolves among these stages.</summary>
    public ReferenceResolver(StageTree tree, StageCatalog catalog)
    {
        _catalog = catalog;
        _aliases = tree.Aliases;
        foreach (var draft in tree.Drafts)
        {
            _drafts.TryAdd(draft.Name, draft);
        }
    }

    /// <summary>The links of a stage, each text once; mistakes go to the stage's notes.</summary>
    public IReadOnlyList<StageLink> Links(StageDraft draft)
    {
        var links = new List<StageLink>();
        foreach (var reference in draft.Parameters is null ? [] : ReferenceFinder.In(draft.Parameters))
        {
            var position = draft.Notes.PositionOf(reference.Path);
            if (Find(reference.Text, draft.Round) is not { } link)
            {
                if (draft.Round is not null && reference.Text == RoundsParameters.Previous)
                {
                    continue; // `from` names nothing, which the group's own links tell.
                }
                draft.Notes.Report(position, $"{draft.Notes.Name(reference.Path)} names the unknown stage \"{reference.Text}\"{Nearest.Hint(reference.Text, Known(draft.Round))}");
            }
            else if (Fault(reference, link) is { } fault)
            {
                draft.Notes.Report(position, $"{draft.Notes.Name(reference.Path)} {fault}");
            }
            else if (links.All(known => known.Text != link.Text))
            {
                links.Add(link);
            }
        }
        return links;
    }

    /// <summary>What a text means outside rounds or, with a scope, inside one; null when it means nothing.</summary>
    public StageLink? Find(string text, RoundScope? scope)
    {
        if (Stage(text, scope) is { } whole)
        {
            return new StageLink(text, whole, null);
        }
        var slash = text.LastIndexOf('/');
        return slash > 0 && Stage(text[..slash], scope) is { } stage ? new StageLink(text, stage, text[(slash + 1)..]) : null;
    }

    /// <summary>Where a stage refers to another one.</summary>
    public SourcePosition PositionOf(string from, string to)
    {
        var draft = _drafts[from];
        var reference = ReferenceFinder.In(draft.Parameters!).First(found => Find(found.Text, draft.Round)?.Stage == to);
        return draft.Notes.PositionOf(reference.Path);
    }

    /// <summary>The stage of a flat name.</summary>
    public StageDraft this[string name] => _drafts[name];

    /// <summary>The names that a reference may use, for hints.</summary>
    public IEnumerable<string> Known(RoundScope? scope)
    {
        var outside = _drafts.Keys.Where(name => !name.Contains('/')).Concat(_aliases.Keys.Where(name => !name.Contains('/')));
        return scope is null
            ? outside
            : outside.Append(RoundsParameters.Previous).Concat(
                _drafts.Keys.Where(name => name.StartsWith(scope.Prefix, StringComparison.Ordinal)).Select(name => name[scope.Prefix.Length..]));
    }

    string? Stage(string text, RoundScope? scope)
    {
        if (scope is not null && text == RoundsParameters.Previous)
        {
            return Find(scope.Previous, null)?.Stage;
        }
        if (scope is not null && _drafts.ContainsKey(scope.Prefix + text))
        {
            return scope.Prefix + text;
        }
        return _drafts.ContainsKey(text) ? text : _aliases.GetValueOrDefault(text) is { } target && _drafts.ContainsKey(target) ? target : null;
    }

    // Where one kind's model will do, every kind's will; and likewise samples, where a part is meant.
    bool Stands(StageKind kind, FoundReference reference) => reference.Rule.Kinds.Any(wanted => _catalog.TryFind(wanted, out StageKind? other)
        && ((kind.OffersModel && other.OffersModel) || (kind.OffersSamples && other.OffersSamples && reference.Rule.Part)));

    string? Fault(FoundReference reference, StageLink link)
    {
        if (_drafts[link.Stage] is not { Kind: { } kind, Parameters: { } parameters })
        {
            return null;
        }
        var wanted = reference.Rule.Kinds;
        if (wanted.Count > 0 && !wanted.Contains(kind.Kind) && !Stands(kind, reference))
        {
            return $"names \"{link.Stage}\", a stage of kind {kind.Kind}. Name one of kind {string.Join(" or ", wanted)}.";
        }
        var parts = kind.Parts(parameters).ToList();
        return (reference.Rule.Part, link.Part) switch
        {
            (false, not null) => $"names the part \"{link.Part}\" of stage \"{link.Stage}\". Name the stage alone.",
            (true, null) => $"must name a part of stage \"{link.Stage}\", as {link.Text}/{parts.FirstOrDefault() ?? "part"}.",
            (true, { } part) when !parts.Contains(part) => $"names the unknown part \"{part}\" of stage \"{link.Stage}\"{Nearest.Hint(part, parts)}",
            _ => null,
        };
    }
}
