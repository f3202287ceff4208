using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Prompts with a hint of its own before each one's question; shorter ones are padded on the right.</summary>
internal static class HintedPrompts
{
    /// <param name="prompts">The prompts.</param>
    /// <param name="places">[batch, wanted] int64: places within the suffix.</param>
    /// <param name="hints">The tokens to be put before each suffix.</param>
    /// <param name="padId">What fills up.</param>
    /// <returns>The longer prompts, and where the places now are.</returns>
    public static (PromptSequence Prompts, Tensor Places) With(PromptSequence prompts, Tensor places, IReadOnlyList<IReadOnlyList<int>> hints, int padId)
    {
        int longest = hints.Max(hint => hint.Count);
        if (longest == 0)
        {
            return (prompts, places);
        }

        Tensor[] rows = [.. hints.Select((hint, row) => cat([Ids(hint), prompts.Suffix[row], Ids([.. Enumerable.Repeat(padId, longest - hint.Count)])], 0))];
        Tensor lengths = tensor(hints.Select(hint => (long)hint.Count).ToArray()).view(-1, 1).to(places.device);
        return (prompts with { Suffix = stack(rows, 0) }, places + lengths);

        Tensor Ids(IReadOnlyList<int> tokens) => tensor(tokens.Select(id => (long)id).ToArray()).to(prompts.Suffix.device);
    }
}
