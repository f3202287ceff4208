namespace Rampart.Pipeline;

/// <summary>Where something stands in a text.</summary>
/// <param name="Source">The file as the user named it, or the override as the user wrote it.</param>
/// <param name="Line">From 1; 0 when the source is too short for lines to matter.</param>
/// <param name="Column">From 1.</param>
public readonly record struct SourcePosition(string Source, int Line, int Column)
{
    /// <summary><c>file:line:column</c>.</summary>
    public override string ToString() => Line == 0 ? Source : $"{Source}:{Line}:{Column}";
}
