using System.Text.Json;
using Rampart.Contracts;

namespace Rampart.Pipeline.Planning;

/// <summary>A work item that a stage wants done, before numerics and seed are added.</summary>
/// <param name="Name">Unique within the stage and stable across runs, for example <c>train-003</c> or <c>segment-01</c>.</param>
/// <param name="Parameters">Every knob the stage reads for this item, snake_case keys.</param>
/// <param name="Inputs">What it reads, in an order that is part of its identity.</param>
public sealed record PlannedItem(string Name, JsonElement Parameters, IReadOnlyList<NamedArtifact> Inputs);
