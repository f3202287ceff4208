using Rampart.Learning.Attacks;
using Rampart.Learning.Data;
using Rampart.Learning.Metrics;
using Rampart.Learning.Models;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>A CLIP model's embeddings of images and texts, for attacks that pull an image to something else.</summary>
/// <param name="model">The model whose embeddings are matched.</param>
/// <param name="attacked">The task and its samples.</param>
internal sealed class EmbeddingSide(StageModel model, AttackedTask attacked)
{
    /// <summary>The embeddings of texts, float32 [texts, projection].</summary>
    public Tensor Texts(IReadOnlyList<string> texts)
    {
        ClipTextTower tower = model.NeedText();
        return tower.Embed(CaptionBatch.Create(model.Tokenizer, texts, tower.Config.MaxPositions)).detach();
    }

    /// <summary>Pulls images to a text (MF-it).</summary>
    /// <param name="text">The text, or null for the phrase of another class than the sample's: a wrong object.</param>
    public RowLoss ToText(string? text) => Towards(samples => Texts([.. samples.Select(sample => text ?? WrongPhrase(sample))]));

    /// <summary>Pulls images to the image of another class's sample (MF-ii).</summary>
    public RowLoss ToImage() => Towards(samples =>
    {
        int[] rows = [.. samples.Select(OtherRow)];
        return model.Vision.Embed(attacked.Setting.Samples.Pixels(rows).to(attacked.Setting.Context.Device)).detach();
    });

    /// <summary>How near answers come to what images are pulled to, as texts: cosines, float32 [answers].</summary>
    /// <param name="answers">The answers.</param>
    /// <param name="text">The text, or null for each sample's wrong object.</param>
    /// <param name="samples">As many samples.</param>
    public Tensor ToTarget(IReadOnlyList<string> answers, string? text, IReadOnlyList<Sample> samples)
    {
        Tensor said = UnitVectors.Of(Texts(answers)), wanted = UnitVectors.Of(Texts([.. samples.Select(sample => text ?? WrongPhrase(sample))]));
        return (said * wanted).sum(1);
    }

    // The class after the sample's own.
    private string WrongPhrase(Sample sample)
    {
        DatasetDescription dataset = attacked.Setting.Dataset;
        return dataset.Classes[(sample.Label + 1) % dataset.Classes.Count].Phrase;
    }

    // The next sample of the shard that is of another class; in a shard of one class, the next one.
    private int OtherRow(Sample sample)
    {
        IReadOnlyList<Sample> all = attacked.Samples;
        int own = Enumerable.Range(0, all.Count).First(row => all[row].Id == sample.Id);
        int[] others = [.. Enumerable.Range(1, all.Count - 1).Select(step => (own + step) % all.Count).DefaultIfEmpty(own)];
        return others.FirstOrDefault(row => all[row].Label != sample.Label, others[0]);
    }

    // Along the way verdicts are the attacked task's affair, not the encoder's.
    private RowLoss Towards(Func<IReadOnlyList<Sample>, Tensor> targetsOf)
    {
        (int[] Rows, Tensor Targets)? last = null;
        return (pixels, rows) =>
        {
            if (last is not { } known || !ReferenceEquals(known.Rows, rows))
            {
                using var off = no_grad();
                last = known = (rows, attacked.Own(targetsOf(attacked.Asked(rows)).DetachFromDisposeScope()));
            }

            return Patience.With(EmbeddingMatch.Towards(model.Vision.Embed, known.Targets)(pixels).Loss);
        };
    }
}
