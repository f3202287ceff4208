using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>From what the safety head says to the hint of each image.</summary>
internal sealed class RiskGate
{
    /// <param name="logits">What the head says.</param>
    /// <param name="config">Thresholds and hints.</param>
    public RiskGate(RiskLogits logits, SafetyModulesConfig config)
    {
        Tensor level = logits.Level.softmax(1), type = logits.Type.softmax(1);
        Tensor levelRisk = 1 - level.select(1, 0), typeRisk = 1 - type.select(1, config.Types.Count - 1);
        Probability = levelRisk * typeRisk;
        Tensor open = levelRisk.ge(config.Control.Threshold).logical_and(typeRisk.ge(config.Control.Threshold));
        IsOpen = open.to(ScalarType.Float32).detach();
        // The likeliest risk, whether or not the gate is open.
        long[] levels = (level.narrow(1, 1, config.Levels - 1).argmax(1) + 1).cpu().data<long>().ToArray();
        long[] types = type.narrow(1, 0, config.Types.Count - 1).argmax(1).cpu().data<long>().ToArray();
        Hints = [.. levels.Zip(types, (one, other) => config.Control.Hint((int)one, (int)other, config.Types.Count))];
        bool[] opened = [.. open.cpu().data<bool>().ToArray()];
        Given = [.. Hints.Zip(opened, (hint, isOpen) => isOpen ? hint : [])];
    }

    /// <summary>A smooth stand-in for the gate, [batch]: the probability of a risk by both classifiers.</summary>
    public Tensor Probability { get; }

    /// <summary>1 where a hint is given, else 0; [batch], detached.</summary>
    public Tensor IsOpen { get; }

    /// <summary>The hints that the likeliest risks would get.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Hints { get; }

    /// <summary>The hints that are given; no tokens for none.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Given { get; }
}
