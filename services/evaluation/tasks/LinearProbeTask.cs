using Rampart.Learning.Attacks;
using Rampart.Learning.Data;
using Rampart.Learning.Models;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>A linear classifier on the projected class embedding, fitted on clean images of another split. Its outputs are the attacked logits.</summary>
internal sealed class LinearProbeTask(StageModel model, DatasetDescription dataset, WarmCache.Loan<FittedProbe> probe) : IEvaluatedTask
{
    private readonly ClipVisionTower _vision = model.Vision;

    public IReadOnlyList<string> Answers(Tensor pixels, IReadOnlyList<Sample> samples)
    {
        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        long[] classes = Logits(pixels).argmax(1).cpu().data<long>().ToArray();
        return [.. classes.Select(number => dataset.Classes[(int)number].Phrase)];
    }

    public bool IsRight(string answer, Sample sample) => answer == sample.Answer;

    public LossAndVerdict Judge(Tensor pixels, IReadOnlyList<Sample> samples)
    {
        Tensor labels = torch.tensor(SampleLabels.Of(samples)).to(pixels.device), logits = Logits(pixels);
        return new LossAndVerdict(LogOdds.Against(logits, labels), logits.argmax(1).eq(labels));
    }

    public AttackedClasses Classes(IReadOnlyList<Sample> samples) => new(Logits, dataset.Classes.Count, SampleLabels.Of(samples));

    public void Dispose() => probe.Dispose();

    private Tensor Logits(Tensor pixels) => probe.Value.Probe.Logits(_vision.Embed(pixels));
}
