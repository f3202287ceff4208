using System.Diagnostics.CodeAnalysis;

namespace Rampart.Pipeline;

/// <summary>The kinds of stage that this process knows.</summary>
public sealed class StageCatalog
{
    readonly Dictionary<string, StageKind> _kinds = new(StringComparer.Ordinal);

    /// <summary>Collects the registered kinds.</summary>
    /// <exception cref="ArgumentException">Two kinds have one name, or one takes the word <c>rounds</c>.</exception>
    public StageCatalog(IEnumerable<StageKind> kinds)
    {
        foreach (var kind in kinds)
        {
            if (kind.Kind == RoundsParameters.Kind || !_kinds.TryAdd(kind.Kind, kind))
            {
                throw new ArgumentException($"The stage kind \"{kind.Kind}\" is registered twice or reserved. Register each kind once.");
            }
        }
    }

    /// <summary>All kinds in ordinal order of their words.</summary>
    public IEnumerable<StageKind> Kinds => _kinds.Values.OrderBy(kind => kind.Kind, StringComparer.Ordinal);

    /// <summary>The kind of this word, if there is one.</summary>
    public bool TryFind(string kind, [NotNullWhen(true)] out StageKind? found) => _kinds.TryGetValue(kind, out found);

    /// <summary>The kind of this word.</summary>
    /// <exception cref="ArgumentException">There is none; the message names the nearest.</exception>
    public StageKind this[string kind] => _kinds.TryGetValue(kind, out var found)
        ? found
        : throw new ArgumentException($"There is no stage kind \"{kind}\"{Nearest.Hint(kind, _kinds.Keys)}");
}
