using System.Text.Json.Nodes;

namespace Rampart.Learning.Models;

/// <summary>Which linear maps carry an adapter, and of what size; keys are PEFT's where it has them.</summary>
/// <param name="Rank">Rank of the change (<c>r</c>).</param>
/// <param name="Alpha">The change is multiplied by alpha / rank (<c>lora_alpha</c>).</param>
/// <param name="Targets">Names of linear maps, whole paths or their ends (<c>target_modules</c>): <c>q_proj</c>.</param>
/// <param name="Parts">The parts of the model in which they are looked for.</param>
/// <param name="Dropout">Share of inputs that the change passes over in training, in [0, 1) (<c>lora_dropout</c>). Unlike in PEFT, one choice holds for a
/// whole optimizer step, so that all passes of a step see one model.</param>
public sealed record LoraConfig(int Rank, double Alpha, IReadOnlyList<string> Targets, IReadOnlyList<ModelPart> Parts, double Dropout = 0)
{
    /// <summary>The object kept in a model's configuration.</summary>
    public JsonObject ToJson() => new()
    {
        ["r"] = Rank,
        ["lora_alpha"] = Alpha,
        ["lora_dropout"] = Dropout,
        ["target_modules"] = new JsonArray([.. Targets.Select(target => (JsonNode)target)]),
        ["parts"] = new JsonArray([.. Parts.Select(part => (JsonNode)Word(part))]),
    };

    /// <summary>Whether the linear map at this path carries an adapter.</summary>
    internal bool Takes(string path) =>
        Parts.Contains(ModelParts.Host(path)) && Targets.Any(target => path == target || path.EndsWith("." + target, StringComparison.Ordinal));

    internal static LoraConfig Read(ConfigObject source) => new LoraConfig(
        source.Count("r", 8),
        source.Positive("lora_alpha", 8),
        source.Texts("target_modules"),
        [.. source.Texts("parts").Select(word => Part(source, word))],
        source.Share("lora_dropout", 0)).Checked("lora");

    internal LoraConfig Checked(string where)
    {
        string? problem = this switch
        {
            { Rank: < 1 } => $"'r' is {Rank}; give at least 1.",
            { Alpha: <= 0 } or { Alpha: double.NaN } => $"'lora_alpha' is {Alpha}; give a positive number.",
            { Dropout: < 0 or >= 1 or double.NaN } => $"'lora_dropout' is {Dropout}; give a share of 0 to below 1.",
            { Targets.Count: 0 } => "'target_modules' is empty; name linear maps, for example q_proj and v_proj.",
            { Parts.Count: 0 } => "'parts' is empty; name parts of the model.",
            _ when Parts.Except(ModelParts.Adaptable).Any() => $"'parts' contains '{Word(Parts.Except(ModelParts.Adaptable).First())}'; name parts of the model itself.",
            _ => null,
        };
        return problem is null ? this : throw new ModelConfigException($"{where}: {problem}");
    }

    private static string Word(ModelPart part) => part.ToString().ToLowerInvariant();

    private static ModelPart Part(ConfigObject source, string word) =>
        ModelParts.Adaptable.Where(part => Word(part) == word).Select(part => (ModelPart?)part).FirstOrDefault()
        ?? throw source.Error("parts", $"names '{word}'; known are tower, text, projector, decoder.");
}
