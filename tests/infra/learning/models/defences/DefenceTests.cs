using Rampart.Learning.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Models;

/// <summary>What holds for every defence that a model carries.</summary>
public sealed class DefenceTests : IDisposable
{
    private static readonly GenerationOptions Ten = new() { MaxNewTokens = 10 };

    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly ModelBundle _bundle = TinyModels.Bundle();

    public static TheoryData<string> Names => ["constitutional-calibration", "representation-shift/dataset", "representation-shift/sample"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Generation_with_the_cache_equals_recomputing_the_whole_sequence(string name)
    {
        Carry(name);
        Tensor features = Features().narrow(0, 0, 1);
        int[] answer = _bundle.Language!.Generate(features, [TinyModels.Prompts[0]], Ten)[0];
        using AnswerBatch batch = AnswerBatch.FromTokens([TinyModels.Prompts[0]], [answer], 3, 0);
        long[] likeliest = _bundle.Language.AnswerLogits(features, batch).argmax(2).data<long>().ToArray();
        Assert.Equal(answer.Select(token => (long)token), likeliest[..answer.Length]);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_answer_does_not_depend_on_the_batch_it_is_generated_in(string name)
    {
        Carry(name);
        int[][] together = _bundle.Language!.Generate(Features(), TinyModels.Prompts, Ten);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(together[i], _bundle.Language.Generate(Features().narrow(0, i, 1), [TinyModels.Prompts[i]], Ten)[0]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_attack_sees_the_defence_and_its_gradient_reaches_the_pixels(string name)
    {
        using AnswerBatch batch = AnswerBatch.FromTokens(TinyModels.Prompts, TinyModels.Answers, 3, 0);
        (float plain, _) = Attacked(0);
        Carry(name);
        (float defended, float slope) = Attacked(0);

        Assert.NotEqual(plain, defended);
        Assert.Equal((Attacked(2e-3).Loss - Attacked(-2e-3).Loss) / 4e-3, slope, 0.02 * Math.Abs(slope) + 0.01);

        (float Loss, float Slope) Attacked(double shift)
        {
            Tensor direction = TinyModels.Hashed("direction", [2, 2, 9, 9], -1, 1);
            Tensor pixels = (TinyModels.Pixels() + (direction * shift)).requires_grad_(true);
            Tensor loss = _bundle.Language!.LogProbs(_bundle.Vision.PatchFeatures(pixels), batch).Sum().sum();
            return (loss.item<float>(), (autograd.grad([loss], [pixels])[0] * direction).sum().item<float>());
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_model_is_stored_with_its_defence_and_comes_back_with_it(string name)
    {
        Carry(name);
        using var again = new ModelBundle(ModelConfig.FromJson(_bundle.Config.ToJson().ToJsonString()));
        foreach (string component in _bundle.Components.Keys)
        {
            again.LoadComponent(component, _bundle.SaveComponent(component));
        }

        Assert.Equal(name.StartsWith("representation", StringComparison.Ordinal), again.Components.ContainsKey(ModelBundle.DefenceComponent));
        Assert.Equal(Answered(_bundle), Answered(again));

        float[] Answered(ModelBundle bundle)
        {
            using AnswerBatch batch = AnswerBatch.FromTokens(TinyModels.Prompts, TinyModels.Answers, 3, 0);
            return bundle.Language!.LogProbs(bundle.Vision.PatchFeatures(TinyModels.Pixels()), batch).Sum().data<float>().ToArray();
        }
    }

    [Fact]
    public void A_model_without_answers_cannot_carry_one()
    {
        using var clip = new ModelBundle(TinyModels.Config with { Language = null });
        var error = Assert.Throws<ModelConfigException>(() => clip.AttachDefence(new ConstitutionalCalibrationConfig("", [5], 1)));
        Assert.Contains("has no decoder", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"name\":\"constitutional-calibration\",\"principle_tokens\":[999]}", "ids below 23")]
    [InlineData("{\"name\":\"constitutional-calibration\",\"principle_tokens\":[]}", "1 or more ids")]
    [InlineData("{\"name\":\"constitutional-calibration\",\"principle_tokens\":[1.5]}", "integers")]
    [InlineData("{\"name\":\"representation-shift\",\"alpha\":-1}", "at least 0")]
    [InlineData("{\"name\":\"representation-shift\",\"anchors\":0}", "'anchors' is 0")]
    [InlineData("{\"name\":\"prayer\"}", "known are representation-shift, constitutional-calibration")]
    public void Hostile_configurations_are_refused_by_name(string defence, string reason)
    {
        var json = TinyModels.Config.ToJson();
        json["defence"] = System.Text.Json.Nodes.JsonNode.Parse(defence);
        var error = Assert.Throws<ModelConfigException>(() => new ModelBundle(ModelConfig.FromJson(json.ToJsonString())));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _bundle.Dispose();
        _scope.Dispose();
    }

    private void Carry(string name)
    {
        DefenceConfig defence = name switch
        {
            "constitutional-calibration" => new ConstitutionalCalibrationConfig("be safe", [10, 14, 6], 0.7),
            _ => new RepresentationShiftConfig(name.EndsWith("sample", StringComparison.Ordinal) ? ShiftLevel.Sample : ShiftLevel.Dataset, 0.6, 2),
        };
        _bundle.AttachDefence(defence);
        _bundle.FitDefence(TinyModels.Hashed("anchors", [2, 2, 9, 9], 0, 1), [[1, 5, 3, 9, 9, 4], [1, 5, 3, 8]]);
    }

    private Tensor Features() => _bundle.Vision.PatchFeatures(TinyModels.Pixels());
}
