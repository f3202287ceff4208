namespace Rampart.Learning.Data;

/// <summary>An image that becomes a sample.</summary>
/// <param name="Row">Its place in the set.</param>
/// <param name="Id">What the sample is called.</param>
/// <param name="Number">The sample's number, which its words follow from; unique among all samples that are used together.</param>
public sealed record ChosenImage(int Row, string Id, long Number);
