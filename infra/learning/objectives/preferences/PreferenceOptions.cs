using System.ComponentModel.DataAnnotations;

namespace Rampart.Learning.Objectives;

/// <summary>A preference loss with its constants.</summary>
public sealed record PreferenceOptions : IValidatableObject
{
    /// <summary>The loss.</summary>
    public PreferenceKind Kind { get; init; }

    /// <summary>How strongly the policy is tied to the reference, in [0.0001, 10]; 0.1 is customary.</summary>
    [Range(1e-4, 10.0)]
    public double Beta { get; init; } = 0.1;

    /// <summary>The share of pairs presumed to be the wrong way round, in [0, 0.5); only for kinds that know it (<see cref="KnowsSmoothing"/>).</summary>
    [Range(0.0, 0.499999)]
    public double LabelSmoothing { get; init; }

    /// <summary>SimPO's margin gamma, in [0, 100].</summary>
    [Range(0.0, 100.0)]
    public double Margin { get; init; } = 0.5;

    /// <summary>Whether the loss looks at the reference.</summary>
    public bool UsesReference => Kind is not (PreferenceKind.Simpo or PreferenceKind.Orpo or PreferenceKind.ReferenceFree);

    /// <summary>Whether a loss has label smoothing.</summary>
    public static bool KnowsSmoothing(PreferenceKind kind) =>
        kind is PreferenceKind.Sigmoid or PreferenceKind.Robust or PreferenceKind.LengthNormalised or PreferenceKind.ReferenceFree;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (LabelSmoothing > 0 && !KnowsSmoothing(Kind))
        {
            yield return new ValidationResult($"The loss {Kind} has no label smoothing; leave it at 0.", [nameof(LabelSmoothing)]);
        }
    }
}
