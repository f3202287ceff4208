namespace Rampart.Pipeline.Parameters;

/// <summary>
/// Marks a knob that its record did not always have. At its default it is left out of work items, so that items which do not use it keep their
/// execution keys, and their results stay in the cache. The default must mean what the stage computed before there was the knob.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class AddedLaterAttribute : Attribute;
