using System.Text.Json.Nodes;

namespace Rampart.Learning.Models;

/// <summary>The shape of PSA-VLM's safety modules, and how they steer answers.</summary>
/// <param name="Levels">Risk levels, the first one none: 4.</param>
/// <param name="Types">Risk types, the last one "safe".</param>
/// <param name="Tokens">Learned tokens in each of the two sets: 64.</param>
/// <param name="Side">Side of the grid of features that the safety projector gives: 24, of 576.</param>
/// <param name="Depth">Convolution blocks before and after the projector's pooling: 3.</param>
/// <param name="ReadoutDepth">Layers behind them: 2.</param>
/// <param name="Heads">Heads of the safety head's attention: 8.</param>
/// <param name="Pooling">Which of the head's outputs the classifiers see.</param>
public sealed record SafetyModulesConfig(
    int Levels, IReadOnlyList<string> Types, int Tokens, int Side, int Depth, int ReadoutDepth, int Heads, ConceptPooling Pooling)
{
    /// <summary>How the modules steer answers; it may change after training.</summary>
    public SafetyControl Control { get; init; } = new(0.5, []);

    /// <summary>The object kept in a model's configuration.</summary>
    public JsonObject ToJson() => new()
    {
        ["levels"] = Levels,
        ["types"] = new JsonArray([.. Types.Select(type => (JsonNode)type)]),
        ["tokens"] = Tokens,
        ["side"] = Side,
        ["depth"] = Depth,
        ["readout_depth"] = ReadoutDepth,
        ["heads"] = Heads,
        ["pooling"] = Pooling == ConceptPooling.First ? "first" : "mean",
        ["control"] = Control.ToJson(),
    };

    internal static SafetyModulesConfig Read(ConfigObject source) => new(
        source.Count("levels", 4, least: 2, most: 64),
        source.Texts("types"),
        source.Count("tokens", 64, most: 4096),
        source.Count("side", 24, most: 256),
        source.Count("depth", 3, least: 0, most: 64),
        source.Count("readout_depth", 2, most: 16),
        source.Count("heads", 8, most: 1024),
        source.OneOf("pooling", "first", "first", "mean") == "first" ? ConceptPooling.First : ConceptPooling.Mean)
    {
        Control = source.Object("control") is { } control ? SafetyControl.Read(control) : new SafetyControl(0.5, []),
    };

    internal SafetyModulesConfig Checked(LlavaConfig model)
    {
        string? problem = this switch
        {
            { Types.Count: < 2 } => $"'types' has {Types.Count} entries; give at least one risk and \"safe\".",
            _ when model.Text.HiddenSize % Heads != 0 => $"'heads' is {Heads}, which does not divide the decoder's width of {model.Text.HiddenSize}.",
            _ when (int)Math.Sqrt(model.Vision.Patches) is var side && side * side != model.Vision.Patches => "the tower's patches are no square.",
            _ when model.VisionFeatureSelect == "full" => "the decoder reads the class token too, which is no patch; use 'default'.",
            _ => Control.Problem(Levels, Types.Count, model.Text.VocabularySize),
        };
        return problem is null ? this : throw new ModelConfigException($"safety: {problem}");
    }
}

/// <summary>Which of the safety head's outputs the classifiers see.</summary>
public enum ConceptPooling
{
    /// <summary>That of the prompt's first token, as in the published code.</summary>
    First,

    /// <summary>The mean over the prompt's tokens.</summary>
    Mean,
}
