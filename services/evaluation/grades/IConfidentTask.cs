using Rampart.Learning.Data;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>A task whose answers come with a probability, which can be held against how often they are right.</summary>
internal interface IConfidentTask : IEvaluatedTask
{
    /// <summary>The probability in [0,1] that the model gives each of its answers.</summary>
    /// <param name="pixels">Float32 [batch, channels, height, width] in [0,1].</param>
    /// <param name="answers">What it answered about them.</param>
    /// <param name="samples">The samples that the images belong to.</param>
    IReadOnlyList<double> Confidences(Tensor pixels, IReadOnlyList<string> answers, IReadOnlyList<Sample> samples);
}
