using Microsoft.Extensions.DependencyInjection;
using Rampart.Bus;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Stages;

namespace Rampart.Training;

/// <summary>Adds the training service.</summary>
public static class TrainingRegistration
{
    /// <summary>The kind of stage.</summary>
    public static StageKind Kind { get; } = new(
        "training", typeof(TrainingParameters), TrainingStage.Version, new TrainingPlan(), order => new TrainSegment(order))
    {
        Description = "Trains a model, in segments from checkpoint to checkpoint.",
        OffersModel = true,
        Agreement = TowerShape.Agreement,
    };

    /// <summary>Adds stage, kind and consumer.</summary>
    public static IServiceCollection AddTraining(this IServiceCollection services) => services
        .AddSingleton(Kind)
        .AddSingleton<IStage, TrainingStage>()
        .AddWorkConsumer<TrainSegment>(Kind.Kind);
}
