using Rampart.Learning.Data;
using Rampart.Learning.Metrics;
using Rampart.Stages;

namespace Rampart.Evaluation;

/// <summary>The reference captions of every class, one class to a document of CIDEr: a caption's score on its own, whatever else is in its shard.</summary>
internal sealed class ClassCaptions
{
    private readonly Dictionary<string, string[]> _references;
    private readonly Cider _cider;

    public ClassCaptions(DatasetDescription dataset)
    {
        _references = dataset.Classes.ToDictionary(
            word => word.Phrase, word => dataset.CaptionTemplates.Select(template => Sentences.Fill(template, word)).ToArray());
        _cider = new Cider([.. _references.Values]);
    }

    /// <summary>The score in [0, 10].</summary>
    /// <param name="caption">The caption.</param>
    /// <param name="phrase">What is in the image, such as <c>a bag</c>.</param>
    public double Cider(string caption, string phrase) => _cider.Score(caption, _references[phrase]);
}
