using Microsoft.Extensions.DependencyInjection;
using Rampart.Bus;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Stages;

namespace Rampart.Mining;

/// <summary>Adds the mining service.</summary>
public static class MiningRegistration
{
    /// <summary>The kind of stage.</summary>
    public static StageKind Kind { get; } = new(
        "mining", typeof(MiningParameters), MiningStage.Version, new MiningPlan(), order => new MineShard(order))
    {
        Description = "Searches adversarial examples against a model.",
    };

    /// <summary>Adds stage, kind and consumer.</summary>
    public static IServiceCollection AddMining(this IServiceCollection services) => services
        .AddSingleton(Kind)
        .AddSingleton<IStage, MiningStage>()
        .AddWorkConsumer<MineShard>(Kind.Kind);
}
