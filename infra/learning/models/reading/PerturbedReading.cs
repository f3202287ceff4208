using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Adds an attack's perturbation to hidden states, whatever reads below.</summary>
internal sealed class PerturbedReading(IPromptReading inner, IHiddenShift perturbation) : IPromptReading
{
    public Tensor Logits(PromptSequence prompts, Tensor places, IHiddenShift? shift) => inner.Logits(prompts, places, Alone(shift));

    public IDecoding Decode(PromptSequence prompts, int steps, IHiddenShift? shift) => inner.Decode(prompts, steps, Alone(shift));

    public IPromptReading Rows(Tensor rows) => new PerturbedReading(inner.Rows(rows), perturbation.Rows(rows));

    private IHiddenShift Alone(IHiddenShift? shift) =>
        shift is null ? perturbation : throw new InvalidOperationException("Hidden states are perturbed by one attack at a time.");
}
