namespace Rampart.Learning.Data;

/// <summary>Requests that are to be refused about every image.</summary>
/// <param name="Templates">What they are drawn from.</param>
/// <param name="Count">How many a sample gets, at most as many as there are templates.</param>
public sealed record UnsafeRequests(IReadOnlyList<SafetyRequest> Templates, int Count)
{
    /// <summary>No such requests.</summary>
    public static UnsafeRequests None { get; } = new([], 0);
}
