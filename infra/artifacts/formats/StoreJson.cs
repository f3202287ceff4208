using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rampart.Artifacts.Formats;

/// <summary>How the store writes its own documents.</summary>
static class StoreJson
{
    /// <summary>Manifests and execution records: for people too.</summary>
    public static readonly JsonSerializerOptions Document = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <summary>Log entries: one line each.</summary>
    public static readonly JsonSerializerOptions Line = new(Document)
    {
        WriteIndented = false,
        AllowOutOfOrderMetadataProperties = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    };
}
