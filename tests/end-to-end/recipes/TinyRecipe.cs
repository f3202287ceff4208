using Rampart.Evaluation;
using Rampart.Mining;
using Rampart.Pairing;
using Rampart.Pipeline;
using Rampart.Preprocessing;
using Rampart.Training;

namespace Rampart.EndToEnd.Tests;

/// <summary>The overrides that turn a recipe into one that takes seconds: tiny models, few images, few steps; what it does stays as it is.</summary>
static class TinyRecipe
{
    /// <summary>The overrides of a recipe, whatever its stages are called.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="arrivals">The folder in which shards arrive, if some do.</param>
    public static IReadOnlyList<string> Overrides(PipelineDefinition recipe, string arrivals) =>
        [.. recipe.Stages.SelectMany(stage => Knobs(stage.Parameters, arrivals).Select(knob => $"{Path(stage.Name)}.{knob}")).Distinct(), "precision=float32"];

    // A stage of a round is named adpo/1/mine, and stands at adpo.stages.mine.
    static string Path(string stage) => stage.Split('/') is [var rounds, _, var inner] ? $"{rounds}.stages.{inner}" : stage;

    static IEnumerable<string> Knobs(object parameters, string arrivals) => parameters switch
    {
        ArrivalsParameters => [$"place={arrivals}"],
        PreprocessingParameters images =>
        [
            "shard_size=128",
            "tokenizer.vocabulary=350",
            .. images.Splits.Keys.SelectMany(split => new[] { $"splits.{split}.count={(split == "train" ? 256 : 16)}", $"splits.{split}.shard_size=128" }),
        ],
        TrainingParameters { Steps: 0 } => [],
        TrainingParameters training => ["steps=2", "batch=8", "segment_steps=2", "optimizer.warmup_steps=1", .. Shapes(training.Model)],
        MixtureParameters => ["replay={ name: ratio, new: 0.5, at_least: 64 }", "shard_size=32"],
        MiningParameters { SamplesPerShard: not null } => ["samples_per_shard=8", "batch=8", "attack.steps=1", "max_new_tokens=4"],
        MiningParameters => ["samples=32", "batch=16", "attack.steps=1", "max_new_tokens=4"],
        PairingParameters => ["max_new_tokens=4"],
        EvaluationParameters => ["epsilons=[8/255]", "attack.iterations=2", "gallery=1", "max_new_tokens=4"],
        _ => [],
    };

    static IEnumerable<string> Shapes(ModelParameters model)
    {
        if (model.Create is not null)
        {
            yield return "model.create.vision={ hidden_size: 16, intermediate_size: 32, num_hidden_layers: 2, num_attention_heads: 2, patch_size: 7 }";
            yield return "model.create.text={ hidden_size: 16, intermediate_size: 32, num_hidden_layers: 1, num_attention_heads: 2 }";
        }
        if (model.Extend is not null)
        {
            yield return "model.extend.language={ hidden_size: 16, intermediate_size: 32, num_hidden_layers: 1, num_attention_heads: 2, num_key_value_heads: 1 }";
        }
    }
}
