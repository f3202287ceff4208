using Rampart.Learning.Models;
using Rampart.Pipeline.Parameters;
using Rampart.Pipeline.Planning;
using Rampart.Stages;

namespace Rampart.Training;

/// <summary>Whether a vision tower fits into a model: told from the file where that is possible, and from the configurations in any case.</summary>
internal static class TowerShape
{
    private const string Fix = "Choose an encoder of the same shape, or make both models with the same create.vision and projection_dim.";

    /// <summary>Compares the shapes that the file gives the two models when they are created.</summary>
    public static IEnumerable<ParameterFault> Agreement(StageView stage)
    {
        ModelParameters model = ((TrainingParameters)stage.Parameters).Model;
        if (model is { From: { } from, Vision: { } vision })
        {
            NewClipParameters? own = Created(stage.Follow(from)), given = Created(stage.Follow(vision));
            if (own is null || given is null)
            {
                yield break; // The configurations will tell.
            }

            if (own.Vision != given.Vision || own.ProjectionDim != given.ProjectionDim)
            {
                yield return new ParameterFault(
                    "model.vision",
                    $"the tower of \"{vision}\" ({Words(given)}) has another shape than that of \"{from}\" ({Words(own)})",
                    Fix);
            }
        }
    }

    /// <summary>Compares the configurations of the two models.</summary>
    /// <exception cref="StageException">The tower does not fit.</exception>
    public static void Check(ModelConfig own, ModelConfig given)
    {
        if (own.Vision != given.Vision)
        {
            throw Misfit($"The tower is of another shape: {given.Vision.ToJson().ToJsonString()} where the model has {own.Vision.ToJson().ToJsonString()}.", Fix);
        }

        if (!own.Normalization.Mean.SequenceEqual(given.Normalization.Mean) || !own.Normalization.Std.SequenceEqual(given.Normalization.Std))
        {
            throw Misfit("The tower was made for images with another mean and deviation.", "Give both models' images the same image.mean and image.std.");
        }

        if (own.Lora?.Parts.Contains(ModelPart.Tower) == true || given.Lora?.Parts.Contains(ModelPart.Tower) == true)
        {
            throw Misfit("One of the two towers carries adapters.", "Merge them first, in a stage with model.merge: true.");
        }
    }

    private static StageException Misfit(string what, string fix) => new(what, "model.vision", fix);

    // The tower goes back to where it was created, over exchanges and takeovers; null where that was in another file.
    private static NewClipParameters? Created(StageView stage) => stage.Parameters is TrainingParameters { Model: var model }
        ? model.Create ?? Created(stage.Follow(model.Vision ?? model.From!))
        : null;

    private static string Words(NewClipParameters shape) =>
        $"hidden_size {shape.Vision.HiddenSize}, intermediate_size {shape.Vision.IntermediateSize}, {shape.Vision.NumHiddenLayers} layers, "
        + $"{shape.Vision.NumAttentionHeads} heads, patch_size {shape.Vision.PatchSize}, projection_dim {shape.ProjectionDim}";
}
