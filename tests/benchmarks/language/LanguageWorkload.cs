using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Randomness;
using Rampart.Learning.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Benchmarks;

/// <summary>What is measured, on our side: a step of adversary-aware DPO on projector and decoder, and greedy answers.</summary>
sealed class LanguageWorkload : IDisposable
{
    public const int AdversarySteps = 5;
    public const int NewTokens = 32;
    public const double AdversaryEpsilon = 0.2;
    public const double AdversaryStepSize = 0.05;

    readonly ClipVisionTower[] _towers;
    readonly LanguageModel[] _languages;
    readonly ulong[] _ids = [.. Enumerable.Range(0, Sizes.Batch).Select(id => (ulong)id)];
    readonly Tensor _pixels = Workload.Uniform("pixels", 0, 1);
    readonly PreferenceBatch _pairs = new(Workload.Answers("chosen"), Workload.Answers("rejected"));
    readonly int[][] _prompts = [.. Enumerable.Range(0, Sizes.Batch).Select(row => Workload.Prompt(new SampleRandom(7, "prompt", (ulong)row)))];
    readonly Trainer _step;

    public LanguageWorkload(ComputePrecision precision)
    {
        _towers = [Workload.Tower(precision), Workload.Tower(precision)];
        _languages = [Language(precision), Language(precision)];
        _step = new Trainer(
            new AdversaryAwareDpo(_towers[0], _languages[0], _towers[1], _languages[1], new AdversaryAwareDpoOptions
            {
                Adversary = new AdversaryOptions
                {
                    Image = new PgdOptions
                    {
                        Epsilon = AdversaryEpsilon, StepSize = AdversaryStepSize, Steps = AdversarySteps, Momentum = 0, RandomStart = false, Keep = KeptIterate.Best,
                    },
                },
            }),
            Workload.Optimizer);
    }

    /// <summary>What the peer needs to build the same.</summary>
    public static object ForPeer
    {
        get
        {
            var sizes = System.Text.Json.JsonSerializer.SerializeToNode(Sizes.ForPeer)!.AsObject();
            sizes["adversary_steps"] = AdversarySteps;
            sizes["adversary_epsilon"] = AdversaryEpsilon;
            sizes["adversary_step_size"] = AdversaryStepSize;
            sizes["new_tokens"] = NewTokens;
            return sizes;
        }
    }

    public void AdversaryAwareStep() => _step.Run(_step.Step + 1, 5, _ => new TrainingBatch(_ids, _pixels.alias()) { Preferences = _pairs });

    /// <summary>Answers every prompt to the last token.</summary>
    /// <exception cref="InvalidOperationException">Every answer ended before its last token, so that less was done than the peer does.</exception>
    public void Generate()
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        int[][] answers = _languages[0].Generate(
            _towers[0].PatchFeatures(_pixels), _prompts, new GenerationOptions { MaxNewTokens = NewTokens });
        if (answers.All(answer => answer.Length < NewTokens))
        {
            throw new InvalidOperationException("Every answer ended early; choose other weights.");
        }
    }

    public void Dispose()
    {
        _step.Dispose();
        foreach (ModelComponent component in _towers.Concat<ModelComponent>(_languages))
        {
            component.Dispose();
        }
    }

    static LanguageModel Language(ComputePrecision precision)
    {
        var language = new LanguageModel(Sizes.Language, precision);
        language.Initialise(2);
        return language;
    }
}
