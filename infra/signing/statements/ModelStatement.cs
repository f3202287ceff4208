using System.Text.Json.Serialization;
using Rampart.Contracts;

namespace Rampart.Signing;

/// <summary>What is signed about a version of a model: an in-toto statement (version 1) whose predicate is how the model came about.</summary>
/// <param name="Type">The statement's type.</param>
/// <param name="Subject">The parts of the model.</param>
/// <param name="PredicateType">The predicate's type.</param>
/// <param name="Predicate">How it came about.</param>
public sealed record ModelStatement(
    [property: JsonPropertyName("_type")] string Type,
    [property: JsonPropertyName("subject")] IReadOnlyList<StatementSubject> Subject,
    [property: JsonPropertyName("predicateType")] string PredicateType,
    [property: JsonPropertyName("predicate")] ModelLineage Predicate)
{
    /// <summary>The type of statements.</summary>
    public const string StatementType = "https://in-toto.io/Statement/v1";

    /// <summary>The type of the predicate.</summary>
    public const string LineageType = "urn:rampart:model-lineage:v1";
}

/// <summary>A part of the model.</summary>
/// <param name="Name">Its role.</param>
/// <param name="Digest">Its digests by algorithm.</param>
public sealed record StatementSubject(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("digest")] IReadOnlyDictionary<string, string> Digest);

/// <summary>How a model came about.</summary>
/// <param name="Model">Its name in the registry.</param>
/// <param name="Registered">The registry's entry that made it a version: what it consists of, and who added it when and why.</param>
/// <param name="Lineage">The digests of the run's log and results, one <see cref="LineageLine"/> per entry of the log.</param>
/// <param name="Entries">How many entries the log had.</param>
public sealed record ModelLineage(
    [property: JsonPropertyName("model")] string Model,
    [property: JsonPropertyName("registered")] ModelEntry Registered,
    [property: JsonPropertyName("lineage")] ArtifactRef Lineage,
    [property: JsonPropertyName("entries")] long Entries);
