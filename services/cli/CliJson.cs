using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rampart.Cli;

/// <summary>How the tool prints JSON.</summary>
static class CliJson
{
    public static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
        // Differences may be infinite.
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };
}
