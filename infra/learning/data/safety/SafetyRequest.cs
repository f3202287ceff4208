using System.Text.Json.Serialization;

namespace Rampart.Learning.Data;

/// <summary>Something asked of the model that is fine for some images and not for others, or for none.</summary>
/// <param name="Request">The request.</param>
/// <param name="Refusal">The answer that refuses; the same for every image.</param>
/// <param name="Compliance">The answer that complies; it names what is in the image.</param>
public sealed record SafetyRequest(string Request, string Refusal, string Compliance)
{
    /// <summary>Whether it must be refused whatever the image shows (VLGuard's unsafe instructions about safe images).</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsUnsafe { get; init; }
}
