using System.ComponentModel;
using Rampart.Learning.Data;
using Rampart.Learning.Models;
using Rampart.Learning.Tokenization;
using Rampart.Pipeline.Parameters;

namespace Rampart.Training;

/// <summary>How safety modules steer answers.</summary>
public sealed record HintParameters
{
    /// <summary>Whether hints are given at all.</summary>
    [Description("Whether the prompt gets a hint when the image is taken for a risk.")]
    public bool Given { get; init; } = true;

    /// <summary>When an image is taken for a risk.</summary>
    [Description("An image is taken for a risk when both classifiers give a risk at least this probability; higher for fewer false alarms.")]
    [Bounds(0.000001, 0.999999)]
    public double Threshold { get; init; } = 0.5;

    /// <summary>What hints say.</summary>
    [Description("The hint for risk level 1, 2 and 3; {} stands for the risk type.")]
    [ItemCount(SafetyPolicy.Levels - 1, SafetyPolicy.Levels - 1)]
    public IReadOnlyList<string> Texts { get; init; } = ["Low risk, {}: be careful.", "Medium risk, {}: you may refuse.", "High risk, {}: you must refuse."];

    internal SafetyControl Control(SafetyPolicy policy, BpeTokenizer tokenizer) => new(Threshold, Given ? [.. Hints(policy, tokenizer)] : []);

    private IEnumerable<IReadOnlyList<int>> Hints(SafetyPolicy policy, BpeTokenizer tokenizer) =>
        from text in Texts
        from type in policy.Types.SkipLast(1)
        select PromptFormat.Before(tokenizer, text.Replace("{}", type, StringComparison.Ordinal));
}
