using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>The worst that the passes of an attack have done to each sample, for passes that go on from there.</summary>
internal sealed class AttackMemory
{
    private readonly Dictionary<int, Remembered> _worst = [];

    /// <summary>What the pass that runs is told apart by.</summary>
    public int Pass { get; set; }

    /// <summary>Forgets everything: a new radius begins.</summary>
    public void Clear() => _worst.Clear();

    /// <summary>Takes what the pass that runs has done to a sample; the first of equally bad ones is kept.</summary>
    /// <param name="row">The sample.</param>
    /// <param name="score">How well the model still did.</param>
    /// <param name="perturbation">The change of its pixels.</param>
    public void Offer(int row, double score, ReadOnlySpan<float> perturbation)
    {
        if (!_worst.TryGetValue(row, out Remembered? worst) || score < worst.Score)
        {
            _worst[row] = new Remembered(score, Pass, perturbation.ToArray());
        }
    }

    /// <summary>The pass that did most harm to a sample.</summary>
    public int WorstPass(int row) => _worst[row].Pass;

    /// <summary>The perturbations that did most harm to samples, [rows, channels, height, width].</summary>
    /// <param name="rows">The samples.</param>
    /// <param name="shape">Channels, height and width.</param>
    public Tensor Perturbations(int[] rows, Rampart.Learning.Data.ImageShape shape) => tensor(rows.SelectMany(row => _worst[row].Perturbation).ToArray())
        .view(rows.Length, shape.Channels, shape.Height, shape.Width);

    private sealed record Remembered(double Score, int Pass, float[] Perturbation);
}
