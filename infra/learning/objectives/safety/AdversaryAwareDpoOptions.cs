using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Models;

namespace Rampart.Learning.Objectives;

/// <summary>Options of <see cref="AdversaryAwareDpo"/>.</summary>
public sealed record AdversaryAwareDpoOptions
{
    /// <summary>The preference loss; DPO with beta 0.1 as published.</summary>
    public PreferenceOptions Preference { get; init; } = new();

    /// <summary>The adversary.</summary>
    public AdversaryOptions Adversary { get; init; } = new();

    /// <summary>Weight of the loss on ordinary conversations, in [0, 1000], which keeps a model from refusing everything; 0 is the published loss.</summary>
    [Range(0.0, 1000.0)]
    public double UtilityWeight { get; init; }

    /// <summary>The parts that train: tower, projector, decoder.</summary>
    public IReadOnlyCollection<ModelPart> Trains { get; init; } = [ModelPart.Projector, ModelPart.Decoder];
}
