using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Rampart.Deploy.Tests;

/// <summary>A compose file, as far as the rules look at it.</summary>
sealed partial class ComposeFile
{
    public const string Main = "infra/deploy/compose/compose.yaml";
    public const string Gpu = "infra/deploy/compose/compose.gpu.yaml";
    public const string Tls = "infra/deploy/compose/compose.tls.yaml";
    public const string Prepare = "infra/deploy/compose/prepare.sh";

    ComposeFile(string path, JsonObject root) => (Path, Root) = (path, root);

    public string Path { get; }

    public JsonObject Root { get; }

    public IReadOnlyDictionary<string, JsonObject> Services => Root.Map("services").ToDictionary(entry => entry.Key, entry => entry.Value!.AsObject());

    /// <summary>The services that run the tool and stay.</summary>
    public IEnumerable<KeyValuePair<string, JsonObject>> Served => Services.Where(service => Command(service.Value) is ["serve", ..]);

    public static ComposeFile Read(DeployFiles files, string path) => new(path, YamlDocuments.Read(files.Text(path)).Single());

    public static IEnumerable<ComposeFile> All(DeployFiles files) => new[] { Main, Gpu, Tls }.Select(path => Read(files, path));

    public static string[] Command(JsonObject service) => service["command"] is JsonArray words ? [.. words.Select(word => (string)word!)] : [];

    /// <summary>The variables that a text takes from the environment, with what follows their name: <c>:-default</c>, <c>:?message</c> or nothing.</summary>
    public static IEnumerable<(string Name, string Otherwise)> Variables(string text) =>
        Variable().Matches(text).Select(match => (match.Groups["name"].Value, match.Groups["otherwise"].Value));

    /// <summary>The text as it is when every variable that must be set is <c>value</c> and every other has its default.</summary>
    public static string Resolved(string text) => Variable().Replace(text, match =>
        match.Groups["otherwise"].Value is ['?', ..] ? "value" : match.Groups["otherwise"].Value.TrimStart('-'));

    [GeneratedRegex(@"\$\{(?<name>\w+):?(?<otherwise>[-?][^}]*)?\}")]
    private static partial Regex Variable();
}
