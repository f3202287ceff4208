namespace Rampart.Learning.Data;

/// <summary>What a safety policy says about an image.</summary>
/// <param name="Level">0 none, 1 low, 2 medium, 3 high.</param>
/// <param name="Type">The kind of risk, one of <see cref="SafetyPolicy.Types"/>.</param>
/// <param name="Restricted">Whether requests about the image must be refused.</param>
/// <param name="Requests">Requests about it, unsafe ones last; the first one is that of evaluations.</param>
public sealed record SampleSafety(int Level, string Type, bool Restricted, IReadOnlyList<SafetyRequest> Requests)
{
    /// <summary>The right answer to a request about this image.</summary>
    public string Chosen(SafetyRequest request) => IsRefused(request) ? request.Refusal : request.Compliance;

    /// <summary>The wrong one: a jailbreak if image or request are to be refused, an over-refusal if not.</summary>
    public string Rejected(SafetyRequest request) => IsRefused(request) ? request.Compliance : request.Refusal;

    private bool IsRefused(SafetyRequest request) => Restricted || request.IsUnsafe;
}
