using Rampart.Contracts;
using Rampart.Registry;

namespace Rampart.Gateway.Models;

/// <summary>A model in a line of a list.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Versions">How many versions it has.</param>
/// <param name="Aliases">The version that each alias stands for.</param>
public sealed record ModelLine(string Name, int Versions, IReadOnlyDictionary<string, int> Aliases)
{
    /// <summary>Of what the registry knows.</summary>
    public static ModelLine Of(ModelHistory model) => new(model.Name, model.Versions.Count, model.Aliases);
}

/// <summary>One version of a model, and the model's history.</summary>
/// <param name="Name">The model's name.</param>
/// <param name="Version">The version's number.</param>
/// <param name="Content">The version.</param>
/// <param name="Aliases">The version that each alias stands for.</param>
/// <param name="Entries">Everything that happened, in order.</param>
public sealed record ModelView(string Name, int Version, ModelVersion Content, IReadOnlyDictionary<string, int> Aliases, IReadOnlyList<ModelEntry> Entries)
{
    /// <summary>Of what the registry knows.</summary>
    public static ModelView Of(ModelHistory model, int version) => new(model.Name, version, model[version], model.Aliases, model.Entries);
}

/// <summary>What an alias is to stand for, and why.</summary>
/// <param name="Alias">The alias.</param>
/// <param name="Reason">Why; it is kept in the history.</param>
/// <param name="Force">Whether to do it although gates of the version's run did not pass.</param>
/// <param name="Expected">The version that the alias must stand for now; null to take it as it is.</param>
public sealed record PromotionRequest(string Alias = "production", string Reason = "promoted over HTTP", bool Force = false, int? Expected = null);

/// <summary>Which alias is to go back, and why.</summary>
/// <param name="Alias">The alias.</param>
/// <param name="Reason">Why; it is kept in the history.</param>
/// <param name="Expected">The version that the alias must stand for now; null to take it as it is.</param>
public sealed record RollbackRequest(string Alias = "production", string Reason = "rolled back over HTTP", int? Expected = null);

/// <summary>What an alias stands for now.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Alias">The alias.</param>
/// <param name="Version">The version.</param>
public sealed record AliasMove(string Model, string Alias, int Version);
