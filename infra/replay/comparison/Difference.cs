using System.Text.Json.Serialization;

namespace Rampart.Replay;

/// <summary>Where two artifacts part first, in the terms of their format.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "form")]
[JsonDerivedType(typeof(TensorDifference), "tensor")]
[JsonDerivedType(typeof(FieldDifference), "field")]
[JsonDerivedType(typeof(ByteDifference), "bytes")]
[JsonDerivedType(typeof(StructureDifference), "structure")]
[JsonDerivedType(typeof(TraceDifference), "trace")]
public abstract record Difference
{
    /// <summary>The difference in one sentence.</summary>
    public abstract string Describe();
}
