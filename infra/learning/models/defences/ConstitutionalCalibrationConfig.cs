using System.Text.Json.Nodes;

namespace Rampart.Learning.Models;

/// <summary>CoCA, constitutional calibration (Gao et al. 2024): the prompt is read with and without a safety principle, and the difference that the
/// principle makes to the logits is amplified: z = z_with + alpha (z_with - z_without).</summary>
/// <param name="Principle">The principle, for people.</param>
/// <param name="Tokens">Its tokens, which stand behind the image and before the question.</param>
/// <param name="Alpha">By how much its effect is amplified, at least 0; 0 only adds the principle to the prompt.</param>
public sealed record ConstitutionalCalibrationConfig(string Principle, IReadOnlyList<int> Tokens, double Alpha) : DefenceConfig
{
    internal const string Word = "constitutional-calibration";

    /// <inheritdoc/>
    public override string Name => Word;

    /// <inheritdoc/>
    public override JsonObject ToJson() => new()
    {
        ["name"] = Name,
        ["principle"] = Principle,
        ["principle_tokens"] = new JsonArray([.. Tokens.Select(token => (JsonNode)token)]),
        ["alpha"] = Alpha,
    };

    internal static new ConstitutionalCalibrationConfig Read(ConfigObject source) => new(
        source.Text("principle", ""), source.Counts("principle_tokens"), source.AtLeastZero("alpha", 1));

    internal override ModelComponent? Component(LlavaConfig model) => Tokens.Count > 0 && Tokens.All(token => token >= 0 && token < model.Text.VocabularySize)
        ? null
        : throw new ModelConfigException($"defence: 'principle_tokens' are not 1 or more ids below {model.Text.VocabularySize}; use the tokenizer of the model.");

    internal override IPromptReading Reading(IPromptReading plain, ModelComponent? component) => new ContrastedReading(plain, Tokens, Alpha);
}
