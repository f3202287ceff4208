using System.Text.Json.Nodes;
using Rampart.Learning.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Models;

/// <summary>How safety modules steer answers.</summary>
public sealed class SafetyHintTests : IDisposable
{
    // By level 1 to 3, and of each by type: contents, kicks.
    private static readonly int[][] Hints = [[5], [6], [7, 8], [9, 10], [11, 12, 13], [14, 15, 16]];

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly ModelBundle _bundle = TinyModels.Bundle();

    public SafetyHintTests()
    {
        _bundle.AttachSafety(new SafetyModulesConfig(4, ["contents", "kicks", "safe"], 2, 2, 1, 1, 2, ConceptPooling.First));
        _bundle.Safety!.Initialise(1);
    }

    [Theory]
    [InlineData(0.7, 0.8, 0.5, true)]
    [InlineData(0.7, 0.8, 0.75, false)]
    [InlineData(0.7, 0.4, 0.5, false)]
    [InlineData(0.4, 0.8, 0.5, false)]
    public void A_hint_is_given_when_both_classifiers_see_a_risk(double levelRisk, double typeRisk, double threshold, bool given)
    {
        var config = _bundle.Safety!.Config with { Control = new SafetyControl(threshold, Hints) };
        var gate = new RiskGate(Logits([1 - levelRisk, levelRisk * 0.1, levelRisk * 0.6, levelRisk * 0.3], [typeRisk * 0.3, typeRisk * 0.7, 1 - typeRisk]), config);
        // Level 2 and kicks are the likeliest risks.
        Assert.Equal([9, 10], gate.Hints[0]);
        Assert.Equal(given ? [9, 10] : Array.Empty<int>(), gate.Given[0]);
        Assert.Equal(given ? 1f : 0f, gate.IsOpen.item<float>());
        Assert.Equal(levelRisk * typeRisk, gate.Probability.item<float>(), 1e-5);
    }

    [Fact]
    public void A_given_hint_is_read_as_if_it_stood_in_the_prompt()
    {
        _bundle.Steer(new SafetyControl(1e-6, Hints));
        Tensor features = _bundle.Vision.PatchFeatures(TinyModels.Pixels());
        using AnswerBatch batch = AnswerBatch.FromTokens(TinyModels.Prompts, TinyModels.Answers, 3, 0);
        float[] hinted = LogProbs(features, batch);

        IReadOnlyList<IReadOnlyList<int>> given = new RiskGate(_bundle.Language!.Risk(features, batch), _bundle.Safety!.Config).Given;
        int[][] spelt = [.. TinyModels.Prompts.Zip(given, (prompt, hint) => new[] { prompt[..3], [.. hint], prompt[3..] }.SelectMany(part => part).ToArray())];
        _bundle.Safety.GivesHints = false;
        using AnswerBatch longer = AnswerBatch.FromTokens(spelt, TinyModels.Answers, 3, 0);
        Assert.All(given, hint => Assert.NotEmpty(hint));
        float[] expected = LogProbs(features, longer);
        Assert.Equal(expected[0], hinted[0], 1e-4f);
        Assert.Equal(expected[1], hinted[1], 1e-4f);
    }

    [Fact]
    public void Generation_agrees_with_teacher_forcing_whatever_hints_the_batch_gets()
    {
        Tensor features = _bundle.Vision.PatchFeatures(TinyModels.Hashed("images", [6, 2, 9, 9], 0, 1));
        int[][] prompts = [.. Enumerable.Repeat(TinyModels.Prompts[0], 6)];
        using AnswerBatch asked = AnswerBatch.FromTokens(prompts, [.. Enumerable.Repeat(new[] { 2 }, 6)], 3, 0);
        // A threshold that some images reach and others do not.
        RiskLogits risk = _bundle.Language!.Risk(features, asked);
        float[] least = [.. cat([1 - risk.Level.softmax(1).narrow(1, 0, 1), 1 - risk.Type.softmax(1).narrow(1, 2, 1)], 1).amin(1).data<float>().ToArray().Order()];
        _bundle.Steer(new SafetyControl((least[2] + least[3]) / 2, Hints));
        IReadOnlyList<IReadOnlyList<int>> given = new RiskGate(risk, _bundle.Safety!.Config).Given;
        Assert.Equal(3, given.Count(hint => hint.Count == 0));

        int[][] answers = _bundle.Language.Generate(features, prompts, new GenerationOptions { MaxNewTokens = 6 });
        using AnswerBatch batch = AnswerBatch.FromTokens(prompts, [.. answers.Select(answer => (int[])[.. answer, 0])], 3, 0);
        Tensor likeliest = _bundle.Language.AnswerLogits(features, batch).argmax(2);
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(answers[i].Select(token => (long)token), likeliest[i].data<long>().ToArray()[..answers[i].Length]);
            Assert.Equal(answers[i], _bundle.Language.Generate(features.narrow(0, i, 1), [prompts[i]], new GenerationOptions { MaxNewTokens = 6 })[0]);
        }
    }

    [Fact]
    public void An_attack_gets_the_hard_choice_in_value_and_the_gates_slope_in_gradient()
    {
        _bundle.Steer(new SafetyControl(0.01, Hints));
        using AnswerBatch batch = AnswerBatch.FromTokens(TinyModels.Prompts, TinyModels.Answers, 3, 0);
        Tensor features = _bundle.Vision.PatchFeatures(TinyModels.Pixels()).detach();
        float[] hard = LogProbs(features, batch);
        Tensor moving = features.detach().clone().requires_grad_(true);
        Tensor soft = _bundle.Language!.LogProbs(moving, batch).Sum();
        TinyModels.AssertClose(hard, soft, 1e-4);
        Tensor slope = autograd.grad([soft.sum()], [moving])[0];

        // Without the gate's slope: the same prompts with the hints spelt out.
        var gate = new RiskGate(_bundle.Language.Risk(features, batch), _bundle.Safety!.Config);
        int[][] spelt = [.. TinyModels.Prompts.Zip(gate.Given, (prompt, hint) => new[] { prompt[..3], [.. hint], prompt[3..] }.SelectMany(part => part).ToArray())];
        _bundle.Safety.GivesHints = false;
        using AnswerBatch longer = AnswerBatch.FromTokens(spelt, TinyModels.Answers, 3, 0);
        Tensor fixedHint = features.detach().clone().requires_grad_(true);
        Tensor through = slope - autograd.grad([_bundle.Language.LogProbs(fixedHint, longer).Sum().sum()], [fixedHint])[0];
        // What is left points along the gate's own gradient, for each sample by a factor of its own.
        Tensor probing = features.detach().clone().requires_grad_(true);
        Tensor direction = autograd.grad([new RiskGate(_bundle.Language.Risk(probing, batch), _bundle.Safety.Config).Probability.sum()], [probing])[0];
        Tensor cosine = nn.functional.cosine_similarity(through.flatten(1), direction.flatten(1), 1).abs();
        Assert.All(cosine.data<float>().ToArray(), value => Assert.Equal(1f, value, 1e-2f));
    }

    [Theory]
    [InlineData("threshold", "1.5", "'threshold' is 1.5")]
    [InlineData("hints", "[\"5\"]", "1 hints for 3 levels and 2 types")]
    [InlineData("hints", "[\"5\",\"6\",\"7\",\"8\",\"9\",\"999\"]", "outside the vocabulary of 23")]
    [InlineData("hints", "[\"five\"]", "'five', which is no token id")]
    public void Hostile_configurations_are_refused_by_name(string key, string value, string reason)
    {
        JsonObject json = _bundle.Config.ToJson();
        json["safety"]!["control"]![key] = JsonNode.Parse(value);
        var error = Assert.Throws<ModelConfigException>(() => new ModelBundle(ModelConfig.FromJson(json.ToJsonString())));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_is_stored_with_its_modules_and_comes_back_with_them()
    {
        _bundle.Steer(new SafetyControl(0.2, Hints));
        using var again = new ModelBundle(ModelConfig.FromJson(_bundle.Config.ToJson().ToJsonString()));
        foreach (string component in _bundle.Components.Keys)
        {
            again.LoadComponent(component, _bundle.SaveComponent(component));
        }

        Assert.Equal(_bundle.Config.ToJson().ToJsonString(), again.Config.ToJson().ToJsonString());
        using AnswerBatch batch = AnswerBatch.FromTokens(TinyModels.Prompts, TinyModels.Answers, 3, 0);
        Tensor features = _bundle.Vision.PatchFeatures(TinyModels.Pixels());
        Assert.Equal(LogProbs(features, batch), again.Language!.LogProbs(features, batch).Sum().data<float>().ToArray());
    }

    public void Dispose()
    {
        _bundle.Dispose();
        _scope.Dispose();
    }

    private float[] LogProbs(Tensor features, AnswerBatch batch)
    {
        using var off = no_grad();
        return _bundle.Language!.LogProbs(features, batch).Sum().data<float>().ToArray();
    }

    private static RiskLogits Logits(double[] levels, double[] types) => new(
        tensor(levels.Select(p => (float)Math.Log(p)).ToArray()).view(1, -1), tensor(types.Select(p => (float)Math.Log(p)).ToArray()).view(1, -1));
}
