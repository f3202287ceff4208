namespace Rampart.Pipeline.Parameters;

/// <summary>
/// Marks a knob that names another stage, and so an edge of the pipeline's graph: a string, a list of strings, or a dictionary with
/// string values; at any depth. The referring stage waits for the one it names and gets its outputs under the text of the reference.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class StageReferenceAttribute(params string[] kinds) : Attribute
{
    /// <summary>The kinds of stage that may be named; none means any.</summary>
    public IReadOnlyList<string> Kinds { get; } = kinds;

    /// <summary>Whether the reference names a part of the stage, as <c>images/train</c> names the split <c>train</c> of <c>images</c>.</summary>
    public bool Part { get; init; }
}
