using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Models;

namespace Rampart.Learning.Objectives;

/// <summary>Options of <see cref="AdversarialReference"/>.</summary>
public sealed record AdversarialReferenceOptions
{
    /// <summary>The adversary.</summary>
    public AdversaryOptions Adversary { get; init; } = new();

    /// <summary>Weight alpha of the loss on ordinary conversations, in [0, 1000]; 1 by default, 30 in the published script.</summary>
    [Range(0.0, 1000.0)]
    public double UtilityWeight { get; init; } = 1;

    /// <summary>Below this cross-entropy refusals are hardly learned any more, in [0, 100]; 0.5 in the published code, 0 for none.</summary>
    [Range(0.0, 100.0)]
    public double Floor { get; init; } = 0.5;

    /// <summary>The parts that train: tower, projector, decoder.</summary>
    public IReadOnlyCollection<ModelPart> Trains { get; init; } = [ModelPart.Projector, ModelPart.Decoder];
}
