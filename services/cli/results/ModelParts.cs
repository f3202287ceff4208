using Rampart.Contracts;
using Rampart.Evaluation;
using Rampart.Investigation;
using Rampart.Pipeline;
using Rampart.Stages;

namespace Rampart.Cli.Results;

/// <summary>The model that a stage of a run made.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Name">What the run's evaluation calls it; the stage's name when none does.</param>
/// <param name="Parts">Configuration, components and tokenizer, by role.</param>
sealed record ModelParts(string Stage, string Name, IReadOnlyList<NamedArtifact> Parts)
{
    /// <summary>Finds it among the run's items; null when the stage made none.</summary>
    public static ModelParts? Of(RunReading run, PipelineDefinition pipeline, string? stage)
    {
        IReadOnlyList<NamedArtifact>? parts = run.Items.Where(item => item.Stage == stage).Select(item => item.Outputs)
            .FirstOrDefault(outputs => outputs.Any(output => output.Role == StageModel.ConfigRole) && outputs.Any(output => output.Role == StageModel.TokenizerRole));
        return parts is null ? null : new ModelParts(stage!, NameOf(pipeline, stage!), [.. parts.Where(part => IsPart(part.Role))]);
    }

    static bool IsPart(string role) => role is StageModel.ConfigRole or StageModel.TokenizerRole || StageModel.Components.Contains(role);

    // A model of an evaluation is a reference, such as adpo for the last training of the rounds adpo.
    static string NameOf(PipelineDefinition pipeline, string stage) =>
        (from other in pipeline.Stages
         where other.Parameters is EvaluationParameters
         from model in ((EvaluationParameters)other.Parameters).Models
         where other.Links.Any(link => link.Text == model.Value && link.Stage == stage)
         select model.Key).FirstOrDefault(stage);
}
