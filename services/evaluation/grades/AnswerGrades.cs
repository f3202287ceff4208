using System.Text.Json.Serialization;

namespace Rampart.Evaluation;

/// <summary>What is known of an answer beyond right and wrong.</summary>
public sealed record AnswerGrades
{
    /// <summary>Scores by the name of their figure; null for a task without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, double>? Scores { get; init; }

    /// <summary>The probability in [0,1] that the model gave it; null unless calibration is measured.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Confidence { get; init; }
}
