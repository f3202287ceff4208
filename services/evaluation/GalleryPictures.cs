using Rampart.Contracts;
using Rampart.Learning.Data;
using Rampart.Safetensors;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>Picks the samples that show most: right before the attack and wrong after it for the first model, with all models' answers beside.</summary>
internal static class GalleryPictures
{
    /// <summary>The tensor with the adversarial images of an item's first samples, uint8 [samples, channels, height, width].</summary>
    public const string Adversarial = "adversarial";

    /// <summary>The gallery, in the order of the samples.</summary>
    public static IReadOnlyList<GalleryEntry> Of(IStageInputs inputs, SummaryWork work, IReadOnlyList<Measured> all, DatasetDescription dataset)
    {
        Measured[] measured = [.. all.Where(entry => entry.Task == EvaluationTask.Answer)];
        if (work.Gallery == 0 || work.ShownEpsilon is not { } epsilon || measured.Length == 0)
        {
            return [];
        }

        SampleSet samples = Shards.Read(inputs, "data");
        Dictionary<string, byte[]> pictures = measured.ToDictionary(entry => entry.Model, entry => Read(inputs, entry.Model));
        int radius = work.Epsilons.ToList().IndexOf(epsilon);
        int candidates = Math.Min(samples.Count, pictures.Values.Min(bytes => bytes.Length) / samples.Shape.Volume);
        return
        [
            .. Enumerable.Range(0, candidates)
                .OrderByDescending(row => Telling(measured, row, radius))
                .ThenBy(row => row)
                .Take(work.Gallery)
                .Order()
                .Select(row => new GalleryEntry(
                    samples.Samples[row].Id,
                    dataset.EvaluationQuestion,
                    samples.Samples[row].Answer,
                    epsilon,
                    samples.Shape.Channels,
                    samples.Shape.Height,
                    samples.Shape.Width,
                    samples.Bytes(row).ToArray(),
                    [.. measured.Select(entry => View(entry, row, radius, pictures[entry.Model], samples.Shape.Volume))])),
        ];
    }

    private static int Telling(IReadOnlyList<Measured> measured, int row, int radius)
    {
        SampleOutcome first = measured[0].Outcomes[row];
        int isFelled = first.CleanCorrect && !first.Attacks[radius].Correct ? measured.Count : 0;
        return isFelled + measured.Skip(1).Count(entry => entry.Outcomes[row].Attacks[radius].Correct);
    }

    private static GalleryView View(Measured measured, int row, int radius, byte[] pictures, int volume)
    {
        SampleOutcome outcome = measured.Outcomes[row];
        return new GalleryView(measured.Model, outcome.CleanAnswer, Said.At(outcome, radius).Answers[^1], pictures.AsSpan(row * volume, volume).ToArray());
    }

    private static byte[] Read(IStageInputs inputs, string model)
    {
        using var scope = torch.NewDisposeScope();
        NamedArtifact input = inputs.Like("answer", "gallery").First(input => input.Role.Split('.')[2] == model);
        Dictionary<string, Tensor> tensors = SafetensorsFile.Read(inputs.Read(input), input.Role);
        return tensors.TryGetValue(Adversarial, out Tensor? images) && images.dtype == ScalarType.Byte
            ? images.data<byte>().ToArray()
            : throw new StageException($"There is no uint8 tensor '{Adversarial}'.", input.Role, "Run the evaluation again.");
    }
}
