namespace Rampart.Learning.Objectives;

/// <content>The choice among the losses.</content>
public static partial class PreferenceLosses
{
    /// <summary>The loss that the options name.</summary>
    /// <param name="options">Which one, and its constants.</param>
    /// <param name="scores">Policy and reference.</param>
    public static PreferenceLoss Of(PreferenceOptions options, PreferenceScores scores) => options.Kind switch
    {
        PreferenceKind.Sigmoid => Dpo(scores.Policy, scores.Reference, options.Beta, options.LabelSmoothing),
        PreferenceKind.Robust => Robust(scores, options.Beta, options.LabelSmoothing),
        PreferenceKind.LengthNormalised => LengthNormalised(scores, options.Beta, options.LabelSmoothing),
        PreferenceKind.ReferenceFree => ReferenceFree(scores, options.Beta, options.LabelSmoothing),
        PreferenceKind.Hinge => Hinge(scores, options.Beta),
        PreferenceKind.Ipo => Ipo(scores, options.Beta),
        PreferenceKind.SppoHard => SppoHard(scores, options.Beta),
        PreferenceKind.KtoPair => KtoPair(scores, options.Beta),
        PreferenceKind.NcaPair => NcaPair(scores, options.Beta),
        PreferenceKind.ApoZero => ApoZero(scores, options.Beta),
        PreferenceKind.ApoDown => ApoDown(scores, options.Beta),
        PreferenceKind.Simpo => Simpo(scores, options.Beta, options.Margin),
        PreferenceKind.Orpo => Orpo(scores, options.Beta),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Kind, "Unknown preference loss."),
    };
}
