using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Rampart.Pipeline.Tests;

/// <summary>Figures that tests/golden/pipeline/execution_keys.py computed.</summary>
static class GoldenFile
{
    public static readonly JsonElement Root = JsonDocument.Parse(File.ReadAllText(Path.Combine(Here(), "../../../golden/pipeline/execution_keys.json"))).RootElement;

    static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
