using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Takes a share of the shift that an image makes off the hidden states behind every layer, at every position and every step.</summary>
internal sealed class ShiftedReading(IPromptReading inner, RepresentationShift carried) : IPromptReading
{
    public Tensor Logits(PromptSequence prompts, Tensor places, IHiddenShift? shift)
    {
        using var scope = NewDisposeScope();
        return inner.Logits(prompts, places, TakenOff(prompts, places.narrow(1, 0, 1), shift)).MoveToOuterDisposeScope();
    }

    public IDecoding Decode(PromptSequence prompts, int steps, IHiddenShift? shift)
    {
        Tensor last = full([prompts.Suffix.shape[0], 1], prompts.Suffix.shape[1] - 1, ScalarType.Int64, prompts.Suffix.device);
        return inner.Decode(prompts, steps, TakenOff(prompts, last, shift));
    }

    private SumOfShifts TakenOff(PromptSequence prompts, Tensor last, IHiddenShift? added) =>
        new(carried.Of(inner, prompts, last).detach() * -carried.Config.Alpha, added);

    /// <summary>The same at every position, [layers, batch or 1, width], and something else.</summary>
    private sealed class SumOfShifts(Tensor everywhere, IHiddenShift? other) : IHiddenShift
    {
        public Tensor Behind(int layer, long first, long length)
        {
            Tensor own = everywhere[layer].unsqueeze(1);
            return other?.Behind(layer, first, length) is { } added ? own + added : own;
        }

        public void Seen(int layer, Tensor hidden, Tensor wanted) => other?.Seen(layer, hidden, wanted);

        public IHiddenShift Rows(Tensor rows) =>
            new SumOfShifts(everywhere.shape[1] == 1 ? everywhere : everywhere.index_select(1, rows), other?.Rows(rows));
    }
}
