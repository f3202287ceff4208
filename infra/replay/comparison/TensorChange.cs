using System.Text.Json.Serialization;

namespace Rampart.Replay;

/// <summary>What became of one tensor from one file to another.</summary>
/// <param name="Name">Its name.</param>
/// <param name="State">Whether it is the same.</param>
/// <param name="There">Its type and shape there, such as <c>F32 [16, 16]</c>; null when it is not there.</param>
/// <param name="Here">Its type and shape here; null when it is not here.</param>
/// <param name="Elements">Elements in all; 0 where two can't be compared.</param>
/// <param name="Differing">How many differ in their bits.</param>
/// <param name="RelativeNorm">The Euclidean norm of the difference, divided by that of the tensor there; infinite when that is zero or something is not finite.</param>
/// <param name="LargestAbsolute">The largest |there - here|; infinite where one is NaN or infinite and the other is not.</param>
public sealed record TensorChange(
    string Name, TensorState State, string? There, string? Here, long Elements = 0, long Differing = 0, double RelativeNorm = 0, double LargestAbsolute = 0);

/// <summary>Whether a tensor is the same in two files.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TensorState>))]
public enum TensorState
{
    /// <summary>Bit for bit the same.</summary>
    [JsonStringEnumMemberName("equal")]
    Equal,

    /// <summary>Of the same type and shape, with other values.</summary>
    [JsonStringEnumMemberName("changed")]
    Changed,

    /// <summary>Of another type or shape.</summary>
    [JsonStringEnumMemberName("reshaped")]
    Reshaped,

    /// <summary>Only here.</summary>
    [JsonStringEnumMemberName("added")]
    Added,

    /// <summary>Only there.</summary>
    [JsonStringEnumMemberName("removed")]
    Removed,
}
