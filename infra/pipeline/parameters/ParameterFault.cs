namespace Rampart.Pipeline.Parameters;

/// <summary>Something wrong with a record's knobs.</summary>
/// <param name="Path">The knob relative to the record, in the words of pipeline.yaml: <c>gates[0].model</c>; empty for the record itself.</param>
/// <param name="What">What is wrong, a sentence without its full stop.</param>
/// <param name="Fix">What to do about it, a sentence with its full stop.</param>
public sealed record ParameterFault(string Path, string What, string Fix);
