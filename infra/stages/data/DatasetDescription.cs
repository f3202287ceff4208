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
    IReadOnlyList<double> Std);
