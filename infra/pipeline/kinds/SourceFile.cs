namespace Rampart.Pipeline;

/// <summary>A file outside the store that a stage reads. It is imported when the run starts, so that the run depends on its bytes and not on its place.</summary>
/// <param name="Name">The file's name in the role <c>source/&lt;stage&gt;/&lt;name&gt;</c>.</param>
/// <param name="Path">Where it is now.</param>
public sealed record SourceFile(string Name, string Path);
