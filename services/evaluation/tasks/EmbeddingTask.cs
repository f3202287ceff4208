using System.Globalization;
using Rampart.Learning.Attacks;
using Rampart.Learning.Data;
using Rampart.Learning.Metrics;
using Rampart.Learning.Models;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>
/// How far an image's class embedding is from where it belongs: its cosine to what the original model makes of the clean image, if there is one, and to what
/// the measured model itself makes of it. The loss is 1 - the first of them. No distance is a fall, so every attack runs to its end.
/// </summary>
internal sealed class EmbeddingTask : IGradedTask
{
    /// <summary>The original model in a work item's inputs.</summary>
    public const string Original = "original";

    private const string ToOriginal = "cosine-to-original";
    private const string ToClean = "cosine-to-clean";

    private readonly ClipVisionTower _vision;
    private readonly Dictionary<string, int> _rows;
    private readonly (string Name, Tensor Clean)[] _goals;

    public EmbeddingTask(TaskSetting setting)
    {
        _vision = setting.Model.Vision;
        _rows = setting.Samples.Samples.Select((sample, row) => (sample.Id, row)).ToDictionary(entry => entry.Id, entry => entry.row);
        using WarmCache.Loan<StageModel>? original =
            setting.Context.Inputs.Find($"{Original}.{StageModel.ConfigRole}") is null ? null : StageModel.Borrow(setting.Context, Original);
        using var scope = torch.NewDisposeScope();
        Tensor own = Clean(_vision, setting);
        _goals = original is null ? [(ToClean, own)] : [(ToOriginal, Clean(original.Value.Vision, setting)), (ToClean, own)];
        if (_goals[0].Clean.shape[1] != own.shape[1])
        {
            throw new StageException(
                $"The original's embeddings have {_goals[0].Clean.shape[1]} numbers, the model's {own.shape[1]}; they have no cosine.",
                "original",
                "Name the model that the measured ones began with, or measure the others apart.");
        }

        Array.ForEach(_goals, goal => goal.Clean.DetachFromDisposeScope());
    }

    /// <summary>The cosines in the order of their figures.</summary>
    public IReadOnlyList<string> Answers(Tensor pixels, IReadOnlyList<Sample> samples)
    {
        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        Tensor embeddings = _vision.Embed(pixels);
        float[][] cosines = [.. _goals.Select(goal => Cosines(embeddings, goal.Clean, samples).data<float>().ToArray())];
        return [.. samples.Select((_, place) => string.Join(' ', cosines.Select(values => values[place].ToString("F6", CultureInfo.InvariantCulture))))];
    }

    public IReadOnlyDictionary<string, double> Scores(string answer, Sample sample) => _goals.Zip(answer.Split(' ')).ToDictionary(
        pair => pair.First.Name, pair => double.Parse(pair.Second, CultureInfo.InvariantCulture));

    public bool IsRight(string answer, Sample sample) => true;

    public LossAndVerdict Judge(Tensor pixels, IReadOnlyList<Sample> samples) =>
        new(1 - Cosines(_vision.Embed(pixels), _goals[0].Clean, samples), torch.zeros(samples.Count, ScalarType.Bool, pixels.device).logical_not());

    public void Dispose()
    {
        foreach ((_, Tensor clean) in _goals)
        {
            clean.Dispose();
        }
    }

    private Tensor Cosines(Tensor embeddings, Tensor clean, IReadOnlyList<Sample> samples) =>
        EmbeddingCosine.PerImage(embeddings, clean.index_select(0, torch.tensor(samples.Select(sample => (long)_rows[sample.Id]).ToArray()).to(clean.device)));

    private static Tensor Clean(ClipVisionTower vision, TaskSetting setting)
    {
        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        Tensor[] parts = [.. Enumerable.Range(0, setting.Samples.Count).Chunk(setting.Batch).Select(rows => vision.Embed(setting.Samples.Pixels(rows).to(setting.Context.Device)))];
        return torch.cat(parts, 0).MoveToOuterDisposeScope();
    }
}
