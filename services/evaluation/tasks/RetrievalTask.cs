using Rampart.Learning.Attacks;
using Rampart.Learning.Data;
using Rampart.Learning.Metrics;
using Rampart.Learning.Models;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>
/// Finding the caption of an image among all captions of all classes; right if the nearest one is of the image's class (recall@1 from image to
/// text). The loss is the log-odds against the class's captions together, over 100 * cosine.
/// </summary>
internal sealed class RetrievalTask : IEvaluatedTask
{
    private const double Scale = 100;

    private readonly ClipVisionTower _vision;
    private readonly (string Text, int Label)[] _captions;
    private readonly int _perClass;
    private readonly Tensor _texts;

    public RetrievalTask(StageModel model, DatasetDescription dataset)
    {
        _vision = model.Vision;
        _perClass = dataset.CaptionTemplates.Count;
        _captions = [.. dataset.Classes.SelectMany((word, label) => dataset.CaptionTemplates.Select(template => (Sentences.Fill(template, word), label)))];
        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        ClipTextTower text = model.NeedText();
        Tensor embeddings = text.Embed(CaptionBatch.Create(model.Tokenizer, [.. _captions.Select(caption => caption.Text)], text.Config.MaxPositions));
        _texts = UnitVectors.Of(embeddings).DetachFromDisposeScope();
    }

    public IReadOnlyList<string> Answers(Tensor pixels, IReadOnlyList<Sample> samples)
    {
        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        long[] nearest = Similarities(pixels).argmax(1).cpu().data<long>().ToArray();
        return [.. nearest.Select(place => _captions[place].Text)];
    }

    public bool IsRight(string answer, Sample sample) => _captions.Any(caption => caption.Text == answer && caption.Label == sample.Label);

    public LossAndVerdict Judge(Tensor pixels, IReadOnlyList<Sample> samples)
    {
        Tensor byClass = Similarities(pixels).reshape(samples.Count, -1, _perClass);
        Tensor labels = torch.tensor(SampleLabels.Of(samples)).to(pixels.device);
        Tensor isRight = byClass.detach().amax(2).argmax(1).eq(labels);
        return new LossAndVerdict(LogOdds.Against(byClass.logsumexp(2), labels), isRight);
    }

    /// <summary>A class is as near as its nearest caption.</summary>
    public AttackedClasses Classes(IReadOnlyList<Sample> samples) => new(
        pixels => Similarities(pixels).reshape(pixels.shape[0], -1, _perClass).amax(2), _captions.Length / _perClass, SampleLabels.Of(samples));

    public void Dispose() => _texts.Dispose();

    private Tensor Similarities(Tensor pixels) => UnitVectors.Of(_vision.Embed(pixels)).matmul(_texts.t()) * Scale;
}
