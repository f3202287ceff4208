using Rampart.Learning.Attacks;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>What a model is asked to do with an image, as evaluation sees it. To add a task is to add one class behind this.</summary>
internal interface IEvaluatedTask : IDisposable
{
    /// <summary>What the model answers.</summary>
    /// <param name="pixels">Float32 [batch, channels, height, width] in [0,1].</param>
    IReadOnlyList<string> Answers(Tensor pixels);

    /// <summary>Whether an answer is right.</summary>
    bool IsRight(string answer, string truth);

    /// <summary>The loss of the truth, to be maximised by an attack, and whether the model still tells the truth.</summary>
    /// <param name="pixels">Float32 [batch, channels, height, width].</param>
    /// <param name="truths">The right answer of each image.</param>
    LossAndVerdict Judge(Tensor pixels, IReadOnlyList<string> truths);

    /// <summary>The task as a classifier of samples with these truths; null where it has no class logits.</summary>
    AttackedClasses? Classes(IReadOnlyList<string> truths) => null;
}
