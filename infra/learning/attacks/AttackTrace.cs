using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>What happened along an attack, per sample, as tensors: nothing is copied to the processor unless somebody reads it.</summary>
public sealed class AttackTrace : IDisposable
{
    private Tensor? _stillCorrect;

    private AttackTrace(Tensor initial) =>
        (InitialLoss, LastLoss, LargestLoss, SmallestLoss, NonFiniteGradients, ZeroGradientSteps) =
            (initial, initial.clone(), initial.clone(), initial.clone(), torch.zeros_like(initial), torch.zeros_like(initial));

    /// <summary>Loss at the start, float32 [batch].</summary>
    public Tensor InitialLoss { get; }

    /// <summary>Loss at the last image that was evaluated, float32 [batch].</summary>
    public Tensor LastLoss { get; }

    /// <summary>Largest loss on the way, float32 [batch].</summary>
    public Tensor LargestLoss { get; }

    /// <summary>Smallest loss on the way, float32 [batch].</summary>
    public Tensor SmallestLoss { get; }

    /// <summary>How many gradient entries were not finite (and taken as zero), float32 [batch].</summary>
    public Tensor NonFiniteGradients { get; }

    /// <summary>At how many steps the whole gradient was zero, float32 [batch].</summary>
    public Tensor ZeroGradientSteps { get; }

    /// <summary>Whether the model answered rightly at every evaluated image, bool [batch]; null if the attacked function gave no verdict.</summary>
    public Tensor? StillCorrect => _stillCorrect;

    /// <summary>Reads everything, one record per sample, with a single copy to the processor.</summary>
    /// <param name="sampleIds">The ids of the batch, in order.</param>
    public IReadOnlyList<PerSampleAttackReport> Reports(IReadOnlyList<ulong> sampleIds)
    {
        using var scope = torch.NewDisposeScope();
        Tensor verdict = _stillCorrect?.to(ScalarType.Float32) ?? torch.full_like(InitialLoss, -1);
        Tensor[] rows = [InitialLoss, LastLoss, LargestLoss, SmallestLoss, NonFiniteGradients, ZeroGradientSteps, verdict];
        float[] values = torch.stack(rows, 0).cpu().data<float>().ToArray();
        int count = sampleIds.Count;
        var reports = new PerSampleAttackReport[count];
        for (int i = 0; i < count; i++)
        {
            float At(int row) => values[(row * count) + i];
            reports[i] = new PerSampleAttackReport(
                sampleIds[i], At(0), At(1), At(2), At(3), (long)At(4), (int)At(5), At(6) < 0 ? null : At(6) > 0);
        }

        return reports;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (Tensor tensor in Tensors())
        {
            tensor.Dispose();
        }
    }

    internal static AttackTrace Begin(AttackedPoint first)
    {
        var trace = new AttackTrace(first.Loss.clone()) { _stillCorrect = first.StillCorrect?.clone() };
        trace.CountGradient(first);
        return trace;
    }

    internal void Record(AttackedPoint point)
    {
        LastLoss.copy_(point.Loss);
        LargestLoss.copy_(torch.maximum(LargestLoss, point.Loss));
        SmallestLoss.copy_(torch.minimum(SmallestLoss, point.Loss));
        _stillCorrect?.copy_(_stillCorrect.logical_and(point.StillCorrect!));
        CountGradient(point);
    }

    internal void MoveToOuterDisposeScope()
    {
        foreach (Tensor tensor in Tensors())
        {
            tensor.MoveToOuterDisposeScope();
        }
    }

    private void CountGradient(AttackedPoint point)
    {
        if (point.Gradient is null)
        {
            return;
        }

        NonFiniteGradients.add_(point.NonFinite!);
        ZeroGradientSteps.add_(point.Gradient.abs().flatten(1).amax(1).eq(0).to(ScalarType.Float32));
    }

    private IEnumerable<Tensor> Tensors()
    {
        Tensor[] always = [InitialLoss, LastLoss, LargestLoss, SmallestLoss, NonFiniteGradients, ZeroGradientSteps];
        return _stillCorrect is null ? always : always.Append(_stillCorrect);
    }
}
