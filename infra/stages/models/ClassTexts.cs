using Rampart.Learning.Data;
using Rampart.Learning.Metrics;
using Rampart.Learning.Models;
using Rampart.Learning.Tokenization;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Stages;

/// <summary>The classes of a dataset as a CLIP model sees them.</summary>
public static class ClassTexts
{
    /// <summary>A zero-shot classifier from every caption template of every class.</summary>
    /// <param name="text">The text tower.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="dataset">The classes and templates.</param>
    public static ZeroShotClassifier Classifier(ClipTextTower text, BpeTokenizer tokenizer, DatasetDescription dataset)
    {
        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        string[] texts =
        [
            .. dataset.Classes.SelectMany(word => dataset.CaptionTemplates.Select(template => Sentences.Fill(template, word))),
        ];
        Tensor embeddings = text.Embed(CaptionBatch.Create(tokenizer, texts, text.Config.MaxPositions));
        return ZeroShotClassifier.FromTemplates(embeddings.reshape(dataset.Classes.Count, dataset.CaptionTemplates.Count, -1));
    }
}
