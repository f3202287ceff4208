using Rampart.Contracts;
using Rampart.Pipeline;

namespace Rampart.Preprocessing;

/// <summary>The kind of stage that takes in what arrives.</summary>
public static class ArrivalsRegistration
{
    /// <summary>The kind of stage.</summary>
    public static StageKind Kind { get; } = new(
        "arrivals", typeof(ArrivalsParameters), ArrivalsStage.Version, new ArrivalsPlan(), order => new PreprocessShard(order))
    {
        Service = PreprocessingRegistration.Kind.Kind,
        Description = "Takes in shards that arrive in a folder or container, checks their samples, and quarantines the bad ones.",
        Parts = _ => [ArrivalsParameters.Part],
        OffersSamples = true,
        Arrivals = parameters => Place((ArrivalsParameters)parameters),
        Agreement = ArrivalsParameters.Agreement,
    };

    private static ArrivalPlace Place(ArrivalsParameters parameters) =>
        new(parameters.Place, parameters.Prefix ?? "") { MaximumBytes = parameters.Checks.MaximumBytes };
}
