using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Randomness;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Benchmarks.Devices;

/// <summary>What is measured on a device: PGD-10, a FARE step, an AdPO step and generation, with the code that the stages run and random weights.</summary>
sealed class DeviceWorkload : IDisposable
{
    const int AttackSteps = 10, RefineSteps = 2;
    readonly DeviceSizes _sizes;
    readonly ClipVisionTower _vision;
    readonly ClipVisionTower _original;
    readonly LanguageModel _language;
    readonly TrainingBatch _images;
    readonly TrainingBatch _pairs;
    readonly Trainer _fare;
    readonly Trainer _adpo;

    public DeviceWorkload(DeviceSizes sizes, Device device, ComputePrecision precision)
    {
        _sizes = sizes;
        (_vision, _original) = (Tower(), Tower());
        _language = new LanguageModel(new LlavaConfig(sizes.Vision, sizes.Decoder, DeviceSizes.ImageToken, DeviceSizes.PadToken), precision);
        _language.Initialise(2);
        _language.MoveTo(device);
        (_images, _pairs) = (Images(sizes.Batch, device), Images(sizes.Pairs, device) with { Preferences = new PreferenceBatch(Answers(1, device), Answers(2, device)) });
        _fare = new Trainer(new Fare(_vision, _original, new FareOptions { Attack = new PgdOptions { Steps = AttackSteps } }), Options(0));
        _adpo = new Trainer(
            new Adpo(_vision, _original, _language, new AdpoOptions { Target = InnerTarget.Answer, Attack = new PgdOptions { Steps = RefineSteps } }), Options(sizes.MicroBatch));

        ClipVisionTower Tower()
        {
            var tower = new ClipVisionTower(sizes.Vision, ImageNormalization.Uniform(3), precision);
            tower.Initialise(1);
            tower.MoveTo(device);
            return tower;
        }
    }

    /// <summary>The measurements: name, samples, floating-point operations of all of them together, and what to run.</summary>
    public IEnumerable<(string Name, int Samples, double Flops, Action Run)> All()
    {
        double tower = ModelFlops.Tower(_sizes.Vision);
        double tokens = Math.Pow(_sizes.Vision.ImageSize / _sizes.Vision.PatchSize, 2) + DeviceSizes.PromptTokens + DeviceSizes.AnswerTokens;
        double decoder = ModelFlops.Decoder(_sizes.Decoder, tokens, DeviceSizes.AnswerTokens);
        // A backward pass to the input takes as much as the forward pass, one to the weights as much again.
        yield return ("PGD-10", _sizes.Batch, _sizes.Batch * ((2 * AttackSteps) + 1) * tower, Pgd);
        yield return ("FARE step", _sizes.Batch, _sizes.Batch * ((2 * AttackSteps) + 1 + 3) * tower, () => Step(_fare, _images));
        yield return (
            "AdPO step", _sizes.Pairs, _sizes.Pairs * ((((2 * RefineSteps) + 2 + 6) * tower) + (((2 * RefineSteps) + 6 + 2) * decoder)), () => Step(_adpo, _pairs));
        yield return ("generation", _sizes.Pairs, _sizes.Pairs * (tower + decoder), Generate);
    }

    public void Dispose()
    {
        foreach (IDisposable owned in new IDisposable[] { _fare, _adpo, _vision, _original, _language })
        {
            owned.Dispose();
        }
    }

    static TrainerOptions Options(int microBatch) => new() { LearningRate = 1e-6, TotalSteps = 1_000_000, MicroBatch = microBatch };

    static void Step(Trainer trainer, TrainingBatch batch) => trainer.Run(trainer.Step + 1, 4, _ => batch);

    void Pgd()
    {
        using var scope = NewDisposeScope();
        Tensor target;
        using (no_grad())
        {
            target = _original.Embed(_images.Pixels);
        }
        using IDisposable hold = _vision.HoldWeights();
        new Pgd(new PgdOptions { Steps = AttackSteps }).Perturb(
            pixels => FeatureDistance.Squared(_vision.Embed(pixels), target), new AttackBatch(_images.Pixels, [.. _images.SampleIds], 3));
    }

    void Generate()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        int[][] prompts = [.. Enumerable.Repeat<int[]>([1, DeviceSizes.ImageToken, .. Tokens(9, DeviceSizes.PromptTokens)], _sizes.Pairs)];
        _language.Generate(_vision.PatchFeatures(_pairs.Pixels), prompts, new GenerationOptions { MaxNewTokens = DeviceSizes.AnswerTokens });
    }

    TrainingBatch Images(int count, Device device)
    {
        int size = _sizes.Vision.ImageSize;
        var values = new float[count * 3 * size * size];
        new SampleRandom(6, "pixels").FillUniform(values, 0f, 1f);
        return new TrainingBatch([.. Enumerable.Range(0, count).Select(id => (ulong)id)], tensor(values).view(count, 3, size, size).to(device));
    }

    AnswerBatch Answers(ulong seed, Device device) => AnswerBatch.FromTokens(
        [.. Enumerable.Range(0, _sizes.Pairs).Select(_ => (int[])[1, DeviceSizes.ImageToken, .. Tokens(seed, DeviceSizes.PromptTokens)])],
        [.. Enumerable.Range(0, _sizes.Pairs).Select(row => Tokens((seed * 100) + (ulong)row, DeviceSizes.AnswerTokens))],
        DeviceSizes.ImageToken, DeviceSizes.PadToken, device);

    int[] Tokens(ulong seed, int count)
    {
        var random = new SampleRandom(seed, "tokens");
        return [.. Enumerable.Range(0, count).Select(_ => 4 + random.NextInt(_sizes.Decoder.VocabularySize - 4))];
    }
}
