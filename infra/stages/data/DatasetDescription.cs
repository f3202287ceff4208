using System.Text.Json.Serialization;
using Rampart.Learning.Data;

namespace Rampart.Stages;

/// <summary>What all samples of a dataset have in common: the content of its <c>dataset</c> artifact.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Classes">The words for the classes, by class number.</param>
/// <param name="CaptionTemplates">Captions with <c>{}</c> for article and word; zero-shot classification averages over them.</param>
/// <param name="EvaluationQuestion">The question of every evaluation.</param>
/// <param name="Shape">The size of the images.</param>
/// <param name="Mean">Per channel, subtracted from pixels in [0,1] inside the model.</param>
/// <param name="Std">Per channel, divided by afterwards.</param>
public sealed record DatasetDescription(
    string Source,
    IReadOnlyList<ClassWord> Classes,
    IReadOnlyList<string> CaptionTemplates,
    string EvaluationQuestion,
    ImageShape Shape,
    IReadOnlyList<double> Mean,
    IReadOnlyList<double> Std)
{
    /// <summary>The question that asks for a caption; null if samples have no such dialogue.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CaptionQuestion { get; init; }

    /// <summary>Which classes are restricted; null if samples have no safety part.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SafetyPolicy? Safety { get; init; }
}
