using Rampart.Learning.Attacks;
using Rampart.Learning.Data;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>What a model is asked to do with an image, as evaluation sees it. To add a task is to add one class behind this, and its line in
/// <see cref="EvaluatedTasks"/>.</summary>
internal interface IEvaluatedTask : IDisposable
{
    /// <summary>The right answer for a sample, as outcomes state it.</summary>
    string Truth(Sample sample) => sample.Answer;

    /// <summary>What the model answers.</summary>
    /// <param name="pixels">Float32 [batch, channels, height, width] in [0,1].</param>
    /// <param name="samples">The samples that the images belong to.</param>
    IReadOnlyList<string> Answers(Tensor pixels, IReadOnlyList<Sample> samples);

    /// <summary>Whether an answer is right.</summary>
    bool IsRight(string answer, Sample sample);

    /// <summary>The loss to be maximised by an attack, and whether the model still tells the truth. A sample whose verdict is false is taken as
    /// fallen and attacked no further; what it is reported as is decided by its answer.</summary>
    /// <param name="pixels">Float32 [batch, channels, height, width].</param>
    /// <param name="samples">The samples that the images belong to; the same object as long as they are the same.</param>
    LossAndVerdict Judge(Tensor pixels, IReadOnlyList<Sample> samples);

    /// <summary>How well an answer does, for attacks that end at a score: 1 or 0 for right or wrong, else in the unit of the task's first figure.</summary>
    double Score(string answer, Sample sample) => IsRight(answer, sample) ? 1 : 0;

    /// <summary>Whether an attacker gains by a wrong answer here; a perturbation for many samples is made for those.</summary>
    bool IsAttacked(Sample sample) => true;

    /// <summary>The task as a classifier of these samples; null where it has no class logits.</summary>
    AttackedClasses? Classes(IReadOnlyList<Sample> samples) => null;
}
