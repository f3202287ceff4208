using Rampart.Learning.Data;
using Rampart.Learning.Metrics;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>
/// CIDEr-D, BLEU-4 and ROUGE-L of each sample's worst caption, and the share of captions that name what is there. The worst caption is the one with
/// the lowest CIDEr among all that the model gave up to the radius; the references are all captions of the sample's class.
/// </summary>
internal static class CaptionFigures
{
    public static IEnumerable<Figure> Of(IReadOnlyList<Said> said, DatasetDescription dataset)
    {
        Figure naming = Figures.Share("naming", said.Select(one => one.IsRight));
        if (said.Any(one => one.Answers.Count == 0))
        {
            return [naming];
        }

        Dictionary<string, string[]> captions = dataset.Classes.ToDictionary(
            word => word.Phrase, word => dataset.CaptionTemplates.Select(template => Sentences.Fill(template, word)).ToArray());
        string[][] references = [.. said.Select(one => captions[one.Truth])];
        var cider = new Cider(references);
        string[] worst = [.. said.Select((one, place) => one.Answers.MinBy(answer => cider.Score(answer, references[place]))!)];
        return
        [
            new Figure("cider", cider.Mean(worst, references)),
            new Figure("bleu-4", Bleu.Corpus(worst, references)),
            new Figure("rouge-l", RougeL.Mean(worst, references)),
            naming,
        ];
    }
}
