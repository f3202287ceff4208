using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Reads prompts with safety tokens before the image and, where the safety modules take the image for a risk, a hint before the question.</summary>
/// <remarks>The choice of a hint has no gradient. So that attacks see it all the same, logits that need one are those of both readings, mixed by the gate: in
/// value the hard choice, in gradient the probability of a risk (straight through).</remarks>
internal sealed class GuardedReading(PlainReading inner, SafetyModules modules, int padId) : IPromptReading
{
    public Tensor Logits(PromptSequence prompts, Tensor places, IHiddenShift? shift)
    {
        if (prompts.Features is null)
        {
            return inner.Logits(prompts, places, shift);
        }

        using var scope = NewDisposeScope();
        prompts = prompts with { Learned = modules.DecoderTokens };
        if (!modules.GivesHints || modules.Config.Control.Hints.Count == 0)
        {
            return inner.Logits(prompts, places, shift).MoveToOuterDisposeScope();
        }

        if (!is_grad_enabled() || !prompts.Features.requires_grad)
        {
            return Read(prompts, places, Gate(prompts, places).Given, shift).MoveToOuterDisposeScope();
        }

        RiskGate gate = Gate(prompts, places);
        Tensor open = (gate.IsOpen + gate.Probability - gate.Probability.detach()).view(-1, 1, 1);
        Tensor hinted = Read(prompts, places, gate.Hints, shift), plain = inner.Logits(prompts, places, shift);
        return (plain + ((hinted - plain) * open)).MoveToOuterDisposeScope();
    }

    public IDecoding Decode(PromptSequence prompts, int steps, IHiddenShift? shift)
    {
        if (prompts.Features is null)
        {
            return inner.Decode(prompts, steps, shift);
        }

        prompts = prompts with { Learned = modules.DecoderTokens };
        if (!modules.GivesHints || modules.Config.Control.Hints.Count == 0)
        {
            return inner.Decode(prompts, steps, shift);
        }

        Tensor last = full([prompts.Suffix.shape[0], 1], prompts.Suffix.shape[1] - 1, ScalarType.Int64, prompts.Suffix.device);
        IReadOnlyList<IReadOnlyList<int>> hints = Gate(prompts, last).Given;
        return new GroupedDecoding([.. hints.Select((hint, row) => (Hint: string.Join(' ', hint), Tokens: hint, Row: row)).GroupBy(one => one.Hint).Select(group =>
        {
            Tensor rows = tensor(group.Select(one => (long)one.Row).ToArray()).to(prompts.Suffix.device);
            (PromptSequence hinted, _) = HintedPrompts.With(prompts.Rows(rows), last.index_select(0, rows), [.. group.Select(one => one.Tokens)], padId);
            return (rows, inner.Decode(hinted, steps, shift?.Rows(rows)));
        })]);
    }

    /// <summary>What the safety head says about images under their prompts.</summary>
    /// <param name="prompts">Prompts with images.</param>
    /// <param name="places">[batch, wanted] int64: places within the suffix; behind the first of them the answer begins.</param>
    public RiskLogits Risk(PromptSequence prompts, Tensor places)
    {
        Tensor positions = arange(prompts.Suffix.shape[1], ScalarType.Int64, prompts.Suffix.device).unsqueeze(0);
        Tensor mask = positions.le(places.narrow(1, 0, 1)).to(ScalarType.Float32);
        return modules.Risk(prompts.Features!, inner.Embed(prompts.Suffix), mask);
    }

    private RiskGate Gate(PromptSequence prompts, Tensor places) => new(Risk(prompts, places), modules.Config);

    private Tensor Read(PromptSequence prompts, Tensor places, IReadOnlyList<IReadOnlyList<int>> hints, IHiddenShift? shift)
    {
        (PromptSequence hinted, Tensor moved) = HintedPrompts.With(prompts, places, hints, padId);
        return inner.Logits(hinted, moved, shift);
    }
}
