namespace Rampart.Pipeline;

/// <summary>A place in which files arrive from outside.</summary>
/// <param name="Place">A folder, or a container as <c>https://ACCOUNT.blob.core.windows.net/CONTAINER</c>.</param>
/// <param name="Prefix">What names of files begin with, relative to the place; empty for all.</param>
public sealed record ArrivalPlace(string Place, string Prefix)
{
    /// <summary>The most bytes that a file may have to be read.</summary>
    public long MaximumBytes { get; init; } = 1L << 30;
}
