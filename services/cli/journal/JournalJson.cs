using System.Text.Encodings.Web;
using System.Text.Json;

namespace Rampart.Cli.Journal;

/// <summary>Records as JSON.</summary>
static class JournalJson
{
    /// <summary>One line each.</summary>
    public static readonly JsonSerializerOptions Line = new(CliJson.Options) { WriteIndented = false };

    /// <summary>For people.</summary>
    public static readonly JsonSerializerOptions Pretty = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
