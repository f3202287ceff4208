using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Models;

namespace Rampart.Learning.Objectives;

/// <summary>Options of <see cref="Dpo"/>.</summary>
public sealed record DpoOptions
{
    /// <summary>The preference loss.</summary>
    public PreferenceOptions Preference { get; init; } = new();

    /// <summary>Weight of -log P(preferred answer) per token, in [0, 100]: the anchor of RPO, which keeps the preferred answer from falling along with
    /// the rejected one; 0 is plain DPO.</summary>
    [Range(0.0, 100.0)]
    public double AnswerWeight { get; init; }

    /// <summary>The parts that train: tower, projector, decoder.</summary>
    public IReadOnlyCollection<ModelPart> Trains { get; init; } = [ModelPart.Decoder];
}
