using Rampart.Pipeline.Parameters;

namespace Rampart.Pipeline.Binding;

/// <summary>A knob that names a stage.</summary>
/// <param name="Path">Where it stands within the parameters.</param>
/// <param name="Text">What it says.</param>
/// <param name="Rule">What it may name.</param>
sealed record FoundReference(string Path, string Text, StageReferenceAttribute Rule);
