using System.Reflection;
using Rampart.Pipeline.Parameters;

namespace Rampart.Pipeline.Binding;

/// <summary>One property of a parameters record, as pipeline.yaml sees it.</summary>
/// <param name="Key">Its snake_case key.</param>
/// <param name="Property">The property.</param>
/// <param name="Type">Its type, without the question mark of a nullable value type.</param>
/// <param name="Required">Whether the file must state it.</param>
/// <param name="Nullable">Whether it may have no value.</param>
/// <param name="Default">The value it has when the file does not state it.</param>
/// <param name="Description">What it does, for people.</param>
/// <param name="Bounds">The allowed numbers, if limited.</param>
/// <param name="Count">The allowed number of elements, if limited.</param>
/// <param name="Reference">Set when it names stages.</param>
sealed record Knob(
    string Key,
    PropertyInfo Property,
    Type Type,
    bool Required,
    bool Nullable,
    object? Default,
    string Description,
    BoundsAttribute? Bounds,
    ItemCountAttribute? Count,
    StageReferenceAttribute? Reference);
