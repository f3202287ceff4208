using Rampart.Learning.Objectives;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>The knobs of a preference loss, which objectives of different families have. Records inherit from one family only, so each declares them; what they
/// mean, and what is made of them, stands here once.</summary>
internal interface IPreferenceKnobs
{
    /// <summary>The preference loss.</summary>
    PreferenceKind Preference { get; }

    /// <summary>Strength of the tie to the reference.</summary>
    double Beta { get; }

    /// <summary>Share of flipped pairs.</summary>
    double LabelSmoothing { get; }

    /// <summary>SimPO's margin.</summary>
    double Margin { get; }
}

/// <summary>How those knobs are described and checked, and the loss that they choose.</summary>
internal static class PreferenceKnobs
{
    public const string Loss = "The preference loss; sigmoid is DPO itself. simpo, orpo and reference-free look at no reference.";
    public const string Tie = "How strongly the policy is tied to the reference; orpo's lambda.";
    public const string Flipped = "Share of pairs presumed to be the wrong way round; for sigmoid, robust, length-normalised and reference-free.";
    public const string Gamma = "Margin gamma that simpo asks for; its beta should be about 2.";

    public static PreferenceOptions Options(this IPreferenceKnobs knobs) => new()
    {
        Kind = knobs.Preference,
        Beta = knobs.Beta,
        LabelSmoothing = knobs.LabelSmoothing,
        Margin = knobs.Margin,
    };

    public static IEnumerable<ParameterFault> Check(this IPreferenceKnobs knobs)
    {
        if (knobs.LabelSmoothing > 0 && !PreferenceOptions.KnowsSmoothing(knobs.Preference))
        {
            yield return new ParameterFault(
                "label_smoothing", "this preference loss has no label smoothing", "Leave it out, or choose sigmoid, robust, length-normalised or reference-free.");
        }
    }
}
