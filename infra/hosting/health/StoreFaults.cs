using Rampart.Artifacts;

namespace Rampart.Hosting;

/// <summary>What to do when a store can't be used.</summary>
static class StoreFaults
{
    const string Another = "--store or Rampart__Store names another.";

    /// <summary>The advice; null for an exception that no store is known to throw.</summary>
    public static string? Fix(Exception exception) => exception switch
    {
        ArtifactException => Another,
        IOException or UnauthorizedAccessException => $"See that it is there and that this process may write to it; {Another}",
        _ => null,
    };
}
