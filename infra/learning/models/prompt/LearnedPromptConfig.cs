using System.Text.Json.Nodes;

namespace Rampart.Learning.Models;

/// <summary>The shape of a learned prompt.</summary>
/// <param name="Tokens">Context tokens, shared by all classes; 32 as published.</param>
public sealed record LearnedPromptConfig(int Tokens)
{
    // Begin token, end token, and one for a class's name.
    private const int LeastRoom = 3;

    /// <summary>The object kept in a model's configuration.</summary>
    public JsonObject ToJson() => new() { ["tokens"] = Tokens };

    internal static LearnedPromptConfig Read(ConfigObject source) => new(source.Count("tokens", 32, most: 4096));

    internal LearnedPromptConfig Checked(ClipTextConfig text) => Tokens >= 1 && Tokens <= text.MaxPositions - LeastRoom
        ? this
        : throw new ModelConfigException(
            $"prompt: 'tokens' is {Tokens}; a text tower of {text.MaxPositions} positions takes 1 to {text.MaxPositions - LeastRoom} beside a class's name.");
}
