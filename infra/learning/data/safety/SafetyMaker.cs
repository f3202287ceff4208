using Rampart.Learning.Randomness;

namespace Rampart.Learning.Data;

/// <summary>Applies a safety policy to samples: which requests one gets depends on the seed, the set and the sample alone.</summary>
internal sealed class SafetyMaker(SafetyPolicy policy, int requests, ulong seed)
{
    /// <summary>What the policy says about an image of some class.</summary>
    public SampleSafety Make(string set, long index, ClassWord word)
    {
        ClassRisk risk = policy.Of(word.Word);
        int[] order = new SampleRandom(seed, $"requests/{set}", (ulong)index).Permutation(SafetySentences.Templates.Count);
        return new SampleSafety(
            risk.Level,
            risk.Type,
            policy.IsRestricted(word.Word),
            [.. order.Take(requests).Select(place => SafetySentences.Fill(SafetySentences.Templates[place], word))]);
    }
}
