namespace Rampart.Learning.Tokenization;

/// <summary>What a tokenizer knows: tokens with their ids, merges in the order of their rank, special tokens.</summary>
/// <param name="Ids">Id by token, special tokens not included.</param>
/// <param name="Merges">Pairs of tokens; earlier ones are applied first.</param>
/// <param name="Specials">Id by special token.</param>
/// <param name="IgnoreMerges">Whether a piece that is a token as a whole is taken as it is.</param>
internal sealed record BpeVocabulary(
    IReadOnlyDictionary<string, int> Ids,
    IReadOnlyList<(string Left, string Right)> Merges,
    IReadOnlyDictionary<string, int> Specials,
    bool IgnoreMerges = false);
