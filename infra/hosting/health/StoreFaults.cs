using Rampart.Artifacts;

namespace Rampart.Hosting;

/// <summary>What to do when a store can't be used.</summary>
static class StoreFaults
{
    const string Advice = "See that it is there and that this process may write to it; --store or Rampart__Store names another.";

    /// <summary>The advice; null for an exception that no store is known to throw.</summary>
    public static string? Fix(Exception exception) => exception switch
    {
        ArtifactException => "See above; --store or Rampart__Store names another.",
        IOException or UnauthorizedAccessException or TimeoutException => Advice,
        _ => null,
    };
}
