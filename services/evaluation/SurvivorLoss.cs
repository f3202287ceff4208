using Rampart.Learning.Attacks;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>
/// The attacked function of a batch that spends nothing on samples which have fallen: only the others go through the model. A fallen
/// sample keeps its last loss and its verdict, so that the attack keeps the image that felled it.
/// </summary>
internal sealed class SurvivorLoss
{
    private readonly IEvaluatedTask _task;
    private readonly string[] _truths;
    private readonly float[] _lastLoss;
    private int[] _alive;
    private string[] _aliveTruths;

    public SurvivorLoss(IEvaluatedTask task, IReadOnlyList<string> truths)
    {
        (_task, _truths) = (task, [.. truths]);
        _lastLoss = new float[_truths.Length];
        _alive = [.. Enumerable.Range(0, _truths.Length)];
        _aliveTruths = _truths;
    }

    /// <summary>How many images have gone through the model.</summary>
    public long Evaluations { get; private set; }

    public LossAndVerdict Judge(Tensor pixels)
    {
        if (_alive.Length == 0)
        {
            // The zero keeps the graph whole for whoever asks for a gradient.
            return new LossAndVerdict((pixels.flatten(1).sum(1) * 0) + torch.tensor(_lastLoss), torch.zeros(_lastLoss.Length, ScalarType.Bool));
        }

        bool isWhole = _alive.Length == _truths.Length;
        Tensor rows = torch.tensor(_alive.Select(row => (long)row).ToArray());
        LossAndVerdict judged = _task.Judge(isWhole ? pixels : pixels.index_select(0, rows), _aliveTruths);
        Evaluations += _alive.Length;
        LossAndVerdict whole = isWhole ? judged : Spread(judged, rows);
        Drop(judged);
        return whole;
    }

    private LossAndVerdict Spread(LossAndVerdict judged, Tensor rows)
    {
        Tensor alive = torch.zeros(_truths.Length, ScalarType.Bool).index_fill(0, rows, true);
        Tensor loss = torch.where(alive, torch.zeros(_truths.Length).index_add(0, rows, judged.Loss, 1), torch.tensor(_lastLoss));
        Tensor verdict = torch.zeros(_truths.Length).index_add(0, rows, judged.StillCorrect!.to(ScalarType.Float32), 1).gt(0.5);
        return new LossAndVerdict(loss, verdict);
    }

    private void Drop(LossAndVerdict judged)
    {
        float[] losses = judged.Loss.detach().data<float>().ToArray();
        bool[] right = judged.StillCorrect!.data<bool>().ToArray();
        for (int i = 0; i < _alive.Length; i++)
        {
            _lastLoss[_alive[i]] = losses[i];
        }

        if (right.Contains(false))
        {
            _alive = [.. _alive.Where((_, place) => right[place])];
            _aliveTruths = [.. _alive.Select(row => _truths[row])];
        }
    }
}
