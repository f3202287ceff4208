using System.Text.Json.Serialization;

namespace Rampart.Contracts;

/// <summary>Something that happened to a model of the registry. What the registry knows of a model is the fold over its events.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(VersionRegistered), "version-registered")]
[JsonDerivedType(typeof(AliasMoved), "alias-moved")]
[JsonDerivedType(typeof(VersionRejected), "version-rejected")]
public abstract record ModelEvent;

/// <summary>There is a further version.</summary>
/// <param name="Version">From 1, without gaps.</param>
/// <param name="Content">What it is.</param>
public sealed record VersionRegistered(int Version, ModelVersion Content) : ModelEvent;

/// <summary>An alias stands for another version.</summary>
/// <param name="Alias">For example <c>production</c>.</param>
/// <param name="From">The version that it stood for; null when it was new.</param>
/// <param name="To">The version that it stands for now; null when it is gone.</param>
public sealed record AliasMoved(string Alias, int? From, int? To) : ModelEvent;

/// <summary>A version did not get the alias that it was meant for.</summary>
/// <param name="Version">The version.</param>
/// <param name="Alias">The alias.</param>
/// <param name="Reason">Why, in words.</param>
/// <param name="Failed">The gates that did not hold; empty when something else was the reason.</param>
public sealed record VersionRejected(int Version, string Alias, string Reason, IReadOnlyList<GateVerdict> Failed) : ModelEvent;
