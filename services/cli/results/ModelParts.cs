using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Evaluation;
using Rampart.Investigation;
using Rampart.Pipeline;

namespace Rampart.Cli.Results;

/// <summary>The model that a stage of a run made.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Name">What the run's evaluation calls it; the stage's name when none does.</param>
/// <param name="Parts">Configuration, components and tokenizer, by role.</param>
sealed record ModelParts(string Stage, string Name, IReadOnlyList<NamedArtifact> Parts)
{
    /// <summary>Finds it among the run's items; null when the stage made none.</summary>
    public static ModelParts? Of(RunReading run, PipelineDefinition pipeline, string? stage) =>
        ModelOfRun.Parts(run.Items, stage) is { } parts ? new ModelParts(stage!, NameOf(pipeline, stage!), parts) : null;

    // A model of an evaluation is a reference, such as adpo for the last training of the rounds adpo.
    static string NameOf(PipelineDefinition pipeline, string stage) =>
        (from other in pipeline.Stages
         where other.Parameters is EvaluationParameters
         from model in ((EvaluationParameters)other.Parameters).Models
         where other.Links.Any(link => link.Text == model.Value && link.Stage == stage)
         select model.Key).FirstOrDefault(stage);
}
