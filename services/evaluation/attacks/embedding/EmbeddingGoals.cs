using Rampart.Learning.Attacks;
using Rampart.Pipeline.Parameters;

namespace Rampart.Evaluation;

/// <summary>What attacks on embeddings have in common.</summary>
internal static class EmbeddingGoals
{
    /// <summary>The loss of a goal.</summary>
    public static RowLoss Loss(EmbeddingGoal goal, string? text, EmbeddingSide side) => goal == EmbeddingGoal.Text ? side.ToText(text) : side.ToImage();

    /// <summary>A text is for the goal that has one.</summary>
    public static IEnumerable<ParameterFault> Check(EmbeddingGoal goal, string? text, string path)
    {
        if (text is not null && (goal == EmbeddingGoal.Image || string.IsNullOrWhiteSpace(text)))
        {
            yield return new ParameterFault(path, "the text says nothing, or images are pulled to images", "Write what the goal text is to pull to, or leave it out.");
        }
    }
}
