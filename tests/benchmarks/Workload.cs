using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Randomness;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Benchmarks;

/// <summary>What is measured, on our side: an attack of ten steps, a FARE step and an AdPO step, with the code that the stages run.</summary>
sealed class Workload : IDisposable
{
    readonly ClipVisionTower _vision;
    readonly ClipVisionTower _origin;
    readonly LanguageModel _language;
    readonly Tensor _pixels;
    readonly Tensor _start;
    readonly ulong[] _ids = [.. Enumerable.Range(0, Sizes.Batch).Select(id => (ulong)id)];
    readonly PreferenceBatch _pairs;
    readonly Trainer _fare;
    readonly Trainer _adpo;

    public Workload(ComputePrecision precision)
    {
        _vision = Tower(precision);
        _origin = Tower(precision);
        _language = new LanguageModel(Sizes.Language, precision);
        _language.Initialise(2);
        _pixels = Uniform("pixels", 0, 1);
        _start = Uniform("start", (float)-Sizes.Epsilon, (float)Sizes.Epsilon);
        _pairs = new PreferenceBatch(Answers("chosen"), Answers("rejected")) { Perturbations = _start };
        _fare = new Trainer(new Fare(_vision, _origin, new FareOptions
        {
            Features = new FeatureOptions { Kind = FeatureKind.Both },
            Attack = Attack(Sizes.AttackSteps),
        }), Optimizer);
        _adpo = new Trainer(new Adpo(_vision, _origin, _language, new AdpoOptions
        {
            Target = InnerTarget.Answer,
            Attack = Attack(Sizes.RefineSteps),
        }), Optimizer);
    }

    internal static TrainerOptions Optimizer => new() { LearningRate = 1e-5, TotalSteps = 1_000_000, ClipGradientNorm = 0 };

    /// <summary>PGD-10 against the embedding, weights held constant.</summary>
    public void Pgd()
    {
        using var scope = NewDisposeScope();
        Tensor target;
        using (no_grad())
        {
            target = _origin.Embed(_pixels);
        }
        using var hold = _vision.HoldWeights();
        new Pgd(Attack(10)).Perturb(
            pixels => FeatureDistance.Squared(_vision.Embed(pixels), target), new AttackBatch(_pixels, _ids, 3));
    }

    public void FareStep() => _fare.Run(_fare.Step + 1, 4, _ => new TrainingBatch(_ids, _pixels.alias()));

    public void AdpoStep() => _adpo.Run(_adpo.Step + 1, 5, _ => new TrainingBatch(_ids, _pixels.alias()) { Preferences = _pairs });

    public void Dispose()
    {
        _fare.Dispose();
        _adpo.Dispose();
        _vision.Dispose();
        _origin.Dispose();
        _language.Dispose();
    }

    static PgdOptions Attack(int steps) => new() { Epsilon = Sizes.Epsilon, StepSize = Sizes.StepSize, Steps = steps };

    internal static ClipVisionTower Tower(ComputePrecision precision)
    {
        var tower = new ClipVisionTower(Sizes.Vision, Sizes.Normalization, precision);
        tower.Initialise(1);
        return tower;
    }

    internal static Tensor Uniform(string purpose, float low, float high)
    {
        var values = new float[Sizes.Batch * Sizes.Vision.Channels * Sizes.Vision.ImageSize * Sizes.Vision.ImageSize];
        new SampleRandom(6, purpose).FillUniform(values, low, high);
        return tensor(values).view(Sizes.Batch, Sizes.Vision.Channels, Sizes.Vision.ImageSize, Sizes.Vision.ImageSize);
    }

    internal static AnswerBatch Answers(string purpose)
    {
        var random = new SampleRandom(7, purpose);
        return AnswerBatch.FromTokens(
            [.. Enumerable.Range(0, Sizes.Batch).Select(_ => Prompt(random))],
            [.. Enumerable.Range(0, Sizes.Batch).Select(_ => Tokens(random, Sizes.AnswerTokens))],
            Sizes.Language.ImageTokenId,
            Sizes.Language.PadTokenId);
    }

    /// <summary>A random prompt around an image.</summary>
    internal static int[] Prompt(SampleRandom random) =>
        [.. Enumerable.Repeat(5, Sizes.TokensBeforeImage), Sizes.Language.ImageTokenId, .. Tokens(random, Sizes.TokensBehindImage)];

    static int[] Tokens(SampleRandom random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => 4 + random.NextInt(Sizes.Decoder.VocabularySize - 4))];
}
