using System.Collections.Immutable;
using Rampart.Contracts;

namespace Rampart.Registry;

/// <summary>What the registry knows of a model: the fold over its entries.</summary>
public sealed record ModelHistory
{
    /// <summary>A model of which nothing is known.</summary>
    /// <param name="name">Its name.</param>
    public static ModelHistory Empty(string name) => new() { Name = name };

    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>All versions; the first has the number 1.</summary>
    public ImmutableList<ModelVersion> Versions { get; init; } = [];

    /// <summary>The version that each alias stands for.</summary>
    public ImmutableSortedDictionary<string, int> Aliases { get; init; } = ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal);

    /// <summary>Everything that happened, in order.</summary>
    public ImmutableList<ModelEntry> Entries { get; init; } = [];

    /// <summary>The history with a further entry.</summary>
    /// <exception cref="RegistryException">The entry does not follow from what was before: somebody changed the history.</exception>
    public ModelHistory With(ModelEntry entry)
    {
        if (entry.Sequence != Entries.Count + 1)
        {
            throw Broken(entry, $"it should have the number {Entries.Count + 1}");
        }
        ModelHistory next = this with { Entries = Entries.Add(entry) };
        switch (entry.Event)
        {
            case VersionRegistered registered when registered.Version == Versions.Count + 1:
                return next with { Versions = Versions.Add(registered.Content) };
            case AliasMoved moved when moved.From == Of(moved.Alias) && (moved.To is null || IsVersion(moved.To.Value)):
                return next with { Aliases = moved.To is { } to ? Aliases.SetItem(moved.Alias, to) : Aliases.Remove(moved.Alias) };
            case VersionRejected rejected when IsVersion(rejected.Version):
                return next;
            default:
                throw Broken(entry, "it does not follow from those before");
        }
    }

    /// <summary>The version that an alias stands for; null when there is no such alias.</summary>
    public int? Of(string alias) => Aliases.TryGetValue(alias, out int version) ? version : null;

    /// <summary>The version that an alias stood for before it stood for the present one; null when there was none.</summary>
    public int? Before(string alias) =>
        Entries.Select(entry => entry.Event).OfType<AliasMoved>().LastOrDefault(moved => moved.Alias == alias && moved.From != moved.To)?.From;

    /// <summary>Why a version did not get the alias that it was meant for; null when it did, or was meant for none.</summary>
    public VersionRejected? Rejection(int version) =>
        Entries.Select(entry => entry.Event).OfType<VersionRejected>().FirstOrDefault(rejected => rejected.Version == version);

    /// <summary>The entry that made this a version.</summary>
    public ModelEntry Registration(int version) => Entries.First(entry => entry.Event is VersionRegistered registered && registered.Version == version);

    /// <summary>The entry that an attempt made; null when it made none.</summary>
    public ModelEntry? By(string attempt) => Entries.Find(entry => entry.Attempt == attempt);

    /// <summary>The number of a version.</summary>
    /// <exception cref="RegistryException">There is no such version.</exception>
    public int Resolve(ModelReference reference) => Find(reference)
        ?? throw new RegistryException(
            $"There is no {reference}. Model {Name} has {(Versions.Count == 0 ? "no versions" : $"versions 1 to {Versions.Count}")} and "
            + $"{(Aliases.IsEmpty ? "no aliases" : "the aliases " + string.Join(", ", Aliases.Keys))}.");

    /// <summary>Whether there is such a version.</summary>
    public bool Has(ModelReference reference) => Find(reference) is not null;

    /// <summary>A version's content.</summary>
    public ModelVersion this[int version] => Versions[version - 1];

    int? Find(ModelReference reference) =>
        (reference.Alias is { } alias ? Of(alias) : reference.Version ?? Versions.Count) is { } number && IsVersion(number) ? number : null;

    bool IsVersion(int number) => number >= 1 && number <= Versions.Count;

    RegistryException Broken(ModelEntry entry, string why) => new(
        $"Entry {entry.Sequence} of the history of model {Name} is not sound: {why}. The registry's documents (models/{Name}) were changed from outside; restore them.");
}
