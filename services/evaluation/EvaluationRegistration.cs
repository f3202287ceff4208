using Microsoft.Extensions.DependencyInjection;
using Rampart.Bus;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>Adds the evaluation service.</summary>
public static class EvaluationRegistration
{
    /// <summary>The kind of stage.</summary>
    public static StageKind Kind { get; } = new(
        "evaluation", typeof(EvaluationParameters), EvaluationStage.Version, new EvaluationPlan(), order => new EvaluateShard(order))
    {
        Description = "Measures models on clean and adversarial images and checks the gates.",
        Measured = parameters => ((EvaluationParameters)parameters).Models.Keys,
        ChecksGates = parameters => ((EvaluationParameters)parameters).Gates.Count > 0,
    };

    /// <summary>Adds stage, kind and consumer.</summary>
    public static IServiceCollection AddEvaluation(this IServiceCollection services) => services
        .AddSingleton(Kind)
        .AddSingleton<IStage, EvaluationStage>()
        .AddWorkConsumer<EvaluateShard>(Kind.Kind);
}
