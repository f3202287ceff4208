namespace Rampart.Contracts;

/// <summary>One figure over a part of the samples.</summary>
/// <param name="Slice">Which part, for example <c>class shirt</c>.</param>
/// <param name="Row">The figure.</param>
public sealed record SliceRow(string Slice, ResultRow Row);
