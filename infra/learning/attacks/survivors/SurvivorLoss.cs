using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>
/// The attacked function of a batch that spends nothing on samples which have fallen: only the others go through the model. A fallen
/// sample keeps its last loss and its verdict, so that the attack keeps the image that felled it.
/// </summary>
public sealed class SurvivorLoss
{
    private readonly RowLoss _loss;
    private readonly Func<Tensor, Tensor>? _counts;
    private readonly float[] _lastLoss;
    private int[] _places;
    private int[] _rows;

    /// <summary>Makes the function of a batch.</summary>
    /// <param name="loss">The function of the whole set; it must give verdicts.</param>
    /// <param name="rows">Which samples of the set the batch holds, in its order.</param>
    /// <param name="counts">Whether a wrong answer to each image of a whole batch counts, bool [batch]; every one does unless given.
    /// For attacks whose images may leave the budget on the way.</param>
    public SurvivorLoss(RowLoss loss, int[] rows, Func<Tensor, Tensor>? counts = null)
    {
        (_loss, _rows, _counts) = (loss, rows, counts);
        _lastLoss = new float[rows.Length];
        _places = [.. Enumerable.Range(0, rows.Length)];
    }

    /// <summary>How many images have gone through the model.</summary>
    public long Evaluations { get; private set; }

    /// <summary>The attacked function, a <see cref="PerSampleLoss"/> over the whole batch.</summary>
    public LossAndVerdict Judge(Tensor pixels)
    {
        if (_places.Length == 0)
        {
            // The zero keeps the graph whole for whoever asks for a gradient.
            return new LossAndVerdict(
                (pixels.flatten(1).sum(1) * 0) + torch.tensor(_lastLoss).to(pixels.device), torch.zeros(_lastLoss.Length, ScalarType.Bool, pixels.device));
        }

        bool isWhole = _places.Length == _lastLoss.Length;
        Tensor places = torch.tensor(_places.Select(place => (long)place).ToArray()).to(pixels.device);
        LossAndVerdict judged = _loss(isWhole ? pixels : pixels.index_select(0, places), _rows);
        if (judged.StillCorrect is null)
        {
            throw new ArgumentException("Survivors are told by verdicts; give an attacked function that says whether the model is still right.");
        }

        Evaluations += _places.Length;
        LossAndVerdict whole = isWhole ? judged : Spread(judged, places);
        Drop(judged, _counts?.Invoke(pixels.detach()));
        return whole;
    }

    private LossAndVerdict Spread(LossAndVerdict judged, Tensor places)
    {
        Device device = judged.Loss.device;
        Tensor alive = torch.zeros(_lastLoss.Length, ScalarType.Bool, device).index_fill(0, places, true);
        Tensor none = torch.zeros(_lastLoss.Length, ScalarType.Float32, device);
        Tensor loss = torch.where(alive, none.index_add(0, places, judged.Loss, 1), torch.tensor(_lastLoss).to(device));
        Tensor verdict = none.index_add(0, places, judged.StillCorrect!.to(ScalarType.Float32), 1).gt(0.5);
        return new LossAndVerdict(loss, verdict);
    }

    private void Drop(LossAndVerdict judged, Tensor? counts)
    {
        float[] losses = judged.Loss.detach().cpu().data<float>().ToArray();
        bool[] right = judged.StillCorrect!.cpu().data<bool>().ToArray();
        bool[]? counting = counts?.cpu().data<bool>().ToArray();
        for (int i = 0; i < _places.Length; i++)
        {
            _lastLoss[_places[i]] = losses[i];
        }

        int[] kept = [.. Enumerable.Range(0, _places.Length).Where(i => right[i] || counting?[_places[i]] == false)];
        if (kept.Length < _places.Length)
        {
            _places = [.. kept.Select(i => _places[i])];
            _rows = [.. kept.Select(i => _rows[i])];
        }
    }
}
