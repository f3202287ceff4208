using Rampart.Learning.Objectives;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>What the knobs of a preference loss must agree on.</summary>
internal static class PreferenceKnobs
{
    public static IEnumerable<ParameterFault> Check(PreferenceKind preference, double labelSmoothing)
    {
        if (labelSmoothing > 0 && !PreferenceOptions.KnowsSmoothing(preference))
        {
            yield return new ParameterFault(
                "label_smoothing", "this preference loss has no label smoothing", "Leave it out, or choose sigmoid, robust, length-normalised or reference-free.");
        }
    }
}
