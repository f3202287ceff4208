using Rampart.Contracts;
using Rampart.Pipeline;

namespace Rampart.Preprocessing;

/// <summary>The kind of stage that mixes old and new samples.</summary>
public static class MixtureRegistration
{
    /// <summary>The kind of stage.</summary>
    public static StageKind Kind { get; } = new(
        "mixture", typeof(MixtureParameters), MixtureStage.Version, new MixturePlan(), order => new PreprocessShard(order))
    {
        Service = PreprocessingRegistration.Kind.Kind,
        Description = "Makes a training set that grows: what has arrived, and a part of what was there before, so that it is not forgotten.",
        Parts = _ => [MixtureParameters.Part],
        OffersSamples = true,
    };
}
