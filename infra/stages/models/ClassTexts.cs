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
    /// <summary>A zero-shot classifier from every caption template of every class or, where the model carries a learned prompt, from that and the classes' names.</summary>
    /// <param name="text">The text tower.</param>
    /// <param name="prompt">The learned prompt, or null.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="dataset">The classes and templates.</param>
    public static ZeroShotClassifier Classifier(ClipTextTower text, LearnedPrompt? prompt, BpeTokenizer tokenizer, DatasetDescription dataset)
    {
        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        if (prompt is not null)
        {
            return ZeroShotClassifier.FromTemplates(text.Embed(Names(text, prompt, tokenizer, dataset), prompt).unsqueeze(1));
        }

        string[] texts =
        [
            .. dataset.Classes.SelectMany(word => dataset.CaptionTemplates.Select(template => Sentences.Fill(template, word))),
        ];
        Tensor embeddings = text.Embed(CaptionBatch.Create(tokenizer, texts, text.Config.MaxPositions));
        return ZeroShotClassifier.FromTemplates(embeddings.reshape(dataset.Classes.Count, dataset.CaptionTemplates.Count, -1));
    }

    /// <summary>The classes' names as texts that leave room for a prompt, int64 [classes, length].</summary>
    public static Tensor Names(ClipTextTower text, LearnedPrompt prompt, BpeTokenizer tokenizer, DatasetDescription dataset) => CaptionBatch.Create(
        tokenizer, [.. dataset.Classes.Select(word => word.Phrase)], text.Config.MaxPositions - prompt.Config.Tokens);
}
