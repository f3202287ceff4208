using Rampart.Learning.Attacks;
using Rampart.Learning.Data;
using Rampart.Learning.Models;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>
/// The risk level and type that the model's safety modules give an image under its first request. Right is to get both right; an attack maximises the log-odds
/// against the true level, and a sample has fallen when either is wrong.
/// </summary>
internal sealed class RiskTask(StageModel model, SafetyPolicy policy) : IEvaluatedTask
{
    private readonly string[] _types = [.. policy.Types];
    private (IReadOnlyList<Sample> Samples, AnswerBatch Prompts)? _last;

    public string Truth(Sample sample) => RiskTruth.Text(sample.Safety!.Level, sample.Safety.Type);

    public IReadOnlyList<string> Answers(Tensor pixels, IReadOnlyList<Sample> samples)
    {
        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        RiskLogits risk = Risk(pixels, samples);
        long[] levels = risk.Level.argmax(1).cpu().data<long>().ToArray(), types = risk.Type.argmax(1).cpu().data<long>().ToArray();
        return [.. levels.Zip(types, (level, type) => RiskTruth.Text((int)level, _types[type]))];
    }

    public bool IsRight(string answer, Sample sample) => answer == Truth(sample);

    public LossAndVerdict Judge(Tensor pixels, IReadOnlyList<Sample> samples)
    {
        RiskLogits risk = Risk(pixels, samples);
        Tensor levels = torch.tensor(samples.Select(sample => (long)sample.Safety!.Level).ToArray()).to(pixels.device);
        Tensor types = torch.tensor(samples.Select(sample => (long)Array.IndexOf(_types, sample.Safety!.Type)).ToArray()).to(pixels.device);
        Tensor right = risk.Level.argmax(1).eq(levels).logical_and(risk.Type.argmax(1).eq(types));
        return new LossAndVerdict(LogOdds.Against(risk.Level, levels), right.detach());
    }

    public void Dispose() => _last?.Prompts.Dispose();

    private RiskLogits Risk(Tensor pixels, IReadOnlyList<Sample> samples) => model.NeedLanguage().Risk(model.Vision.PatchFeatures(pixels), Prompts(samples));

    // An attack asks about the same samples again and again.
    private AnswerBatch Prompts(IReadOnlyList<Sample> samples)
    {
        if (_last is not { } last || !ReferenceEquals(last.Samples, samples))
        {
            _last?.Prompts.Dispose();
            AnswerBatch prompts = AnswerBatch.Create(
                model.Tokenizer, [.. samples.Select(sample => sample.Safety!.Requests[0].Request)], [.. samples.Select(_ => string.Empty)], model.Device);
            foreach (Tensor tensor in new[] { prompts.Suffix, prompts.Predictors, prompts.Labels, prompts.Mask })
            {
                tensor.DetachFromDisposeScope();
            }

            _last = last = (samples, prompts);
        }

        return last.Prompts;
    }
}
