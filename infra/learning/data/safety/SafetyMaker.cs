using Rampart.Learning.Randomness;

namespace Rampart.Learning.Data;

/// <summary>Applies a safety policy to samples: which requests one gets depends on the seed, the set and the sample alone.</summary>
internal sealed class SafetyMaker(SafetyPolicy policy, int requests, UnsafeRequests unsafeOnes, ulong seed)
{
    /// <summary>What the policy says about an image of some class.</summary>
    public SampleSafety Make(string set, long index, ClassWord word)
    {
        ClassRisk risk = policy.Of(word.Word);
        return new SampleSafety(
            risk.Level,
            risk.Type,
            policy.IsRestricted(word.Word),
            [.. Drawn(SafetySentences.Templates, requests, "requests"), .. Drawn(unsafeOnes.Templates, unsafeOnes.Count, "unsafe-requests")]);

        IEnumerable<SafetyRequest> Drawn(IReadOnlyList<SafetyRequest> templates, int count, string purpose) =>
            new SampleRandom(seed, $"{purpose}/{set}", (ulong)index).Permutation(templates.Count).Take(count)
                .Select(place => SafetySentences.Fill(templates[place], word));
    }
}
