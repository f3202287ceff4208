using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Reads prompts with and without a principle and amplifies the difference: z = z_with + alpha (z_with - z_without), one more pass per token.</summary>
internal sealed class ContrastedReading(IPromptReading inner, IReadOnlyList<int> principle, double alpha) : IPromptReading
{
    public Tensor Logits(PromptSequence prompts, Tensor places, IHiddenShift? shift)
    {
        using var scope = NewDisposeScope();
        Tensor with = inner.Logits(With(prompts), places + principle.Count, shift);
        return (alpha == 0 ? with : Amplified(with, inner.Logits(prompts, places, shift))).MoveToOuterDisposeScope();
    }

    public IDecoding Decode(PromptSequence prompts, int steps, IHiddenShift? shift) =>
        new Decoding(this, inner.Decode(With(prompts), steps, shift), inner.Decode(prompts, steps, shift));

    private Tensor Amplified(Tensor with, Tensor without) => with + ((with - without) * alpha);

    private PromptSequence With(PromptSequence prompts)
    {
        Tensor tokens = tensor(principle.Select(id => (long)id).ToArray()).to(prompts.Suffix.device);
        return prompts with { Suffix = cat([tokens.unsqueeze(0).expand(prompts.Suffix.shape[0], -1), prompts.Suffix], 1) };
    }

    private sealed class Decoding(ContrastedReading owner, IDecoding with, IDecoding without) : IDecoding
    {
        public Tensor First() => owner.Amplified(with.First(), without.First());

        public Tensor Next(Tensor ids) => owner.Amplified(with.Next(ids), without.Next(ids));

        public void Dispose()
        {
            with.Dispose();
            without.Dispose();
        }
    }
}
