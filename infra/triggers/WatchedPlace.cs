namespace Rampart.Triggers;

/// <summary>A place whose files a watch is interested in.</summary>
/// <param name="Watch">The watch's name.</param>
/// <param name="Place">A folder as an absolute path, or a container as <c>https://ACCOUNT.blob.core.windows.net/CONTAINER</c>.</param>
/// <param name="Prefix">What names of files begin with, relative to the place; empty for all.</param>
public sealed record WatchedPlace(string Watch, string Place, string Prefix);
