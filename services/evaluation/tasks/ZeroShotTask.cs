using Rampart.Learning.Attacks;
using Rampart.Learning.Data;
using Rampart.Learning.Metrics;
using Rampart.Learning.Models;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>Zero-shot classification: the class whose texts are nearest to the image. The loss is the cross-entropy over 100 * cosine, as
/// <see cref="LogOdds"/>.</summary>
internal sealed class ZeroShotTask : IConfidentTask
{
    private readonly ClipVisionTower _vision;
    private readonly string[] _classes;
    private readonly ZeroShotClassifier _classifier;

    public ZeroShotTask(StageModel model, DatasetDescription dataset)
    {
        _vision = model.Vision;
        _classes = [.. dataset.Classes.Select(word => word.Phrase)];
        _classifier = ClassTexts.Classifier(model.NeedText(), model.Prompt, model.Tokenizer, dataset);
    }

    public IReadOnlyList<string> Answers(Tensor pixels, IReadOnlyList<Sample> samples)
    {
        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        long[] classes = Logits(pixels).argmax(1).cpu().data<long>().ToArray();
        return [.. classes.Select(number => _classes[number])];
    }

    public bool IsRight(string answer, Sample sample) => answer == sample.Answer;

    public LossAndVerdict Judge(Tensor pixels, IReadOnlyList<Sample> samples)
    {
        Tensor labels = torch.tensor(SampleLabels.Of(samples)).to(pixels.device);
        Tensor logits = Logits(pixels);
        return new LossAndVerdict(LogOdds.Against(logits, labels), ZeroShotClassifier.IsCorrect(logits, labels));
    }

    /// <summary>The softmax over the classes of 100 * cosine.</summary>
    public IReadOnlyList<double> Confidences(Tensor pixels, IReadOnlyList<string> answers, IReadOnlyList<Sample> samples)
    {
        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        return [.. Logits(pixels).softmax(1).amax(1).data<float>().ToArray().Select(confidence => (double)confidence)];
    }

    public AttackedClasses Classes(IReadOnlyList<Sample> samples) => new(Logits, _classes.Length, SampleLabels.Of(samples));

    public void Dispose() => _classifier.Dispose();

    private Tensor Logits(Tensor pixels) => _classifier.Logits(_vision.Embed(pixels));
}
