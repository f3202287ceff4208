using Microsoft.Extensions.DependencyInjection;
using Rampart.Bus;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Stages;

namespace Rampart.Pairing;

/// <summary>Adds the pairing service.</summary>
public static class PairingRegistration
{
    /// <summary>The kind of stage.</summary>
    public static StageKind Kind { get; } = new(
        "pairing", typeof(PairingParameters), PairingStage.Version, new PairingPlan(), order => new PairShard(order))
    {
        Description = "Builds preference pairs from mined examples.",
    };

    /// <summary>Adds stage, kind and consumer.</summary>
    public static IServiceCollection AddPairing(this IServiceCollection services) => services
        .AddSingleton(Kind)
        .AddSingleton<IStage, PairingStage>()
        .AddWorkConsumer<PairShard>(Kind.Kind);
}
