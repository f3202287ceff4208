using Rampart.Contracts;
using Rampart.Evaluation;
using Rampart.Learning.Models;
using Rampart.Learning.Tokenization;
using Rampart.Training;

namespace Rampart.Stages.Tests;

/// <summary>Models that carry a defence: as parts of a chain of stages, and under evaluation.</summary>
public class DefenceStageTests
{
    private static readonly Bench Bench = new Bench().Images(Some.Guarded()).Clip().Base(
        Some.Base(30, 30) with { Objective = new InstructionParameters { Requests = RequestAnswers.Comply, Principle = "Take care." } });

    public static TheoryData<string> Defences => ["constitutional-calibration", "representation-shift/dataset", "representation-shift/sample"];

    [Theory]
    [MemberData(nameof(Defences))]
    public void A_defended_model_is_evaluated_and_attacked_as_it_is(string defence)
    {
        Bench.Train("defended", Defended(defence)).Evaluate(Some.Evaluation("base", "defended") with
        {
            Tasks = [EvaluationTask.Safety], MaxNewTokens = 12, Gates = [], Gallery = 0,
        });

        float[] Losses(string model) =>
        [
            .. Bench.Executed.TakeLast(5).Where(executed => executed.Item.Name.StartsWith($"{model}/safety/"))
                .SelectMany(executed => executed.Outputs).SelectMany(Bench.Lines<SampleOutcome>)
                .SelectMany(outcome => outcome.Attacks.Select(attack => (float?)attack.Attack?.LossAfter ?? 0)),
        ];
        Assert.NotEmpty(Losses("base"));
        Assert.NotEqual(Losses("base"), Losses("defended"));
    }

    [Theory]
    [MemberData(nameof(Defences))]
    public void Weights_are_passed_on_by_digest_and_later_stages_keep_the_defence(string defence)
    {
        Bench.Train("defended", Defended(defence)).Train("fare", Some.Fare() with { Model = new ModelParameters { From = "defended" } });

        foreach (string role in new[] { "vision", "text", "language", "tokenizer" })
        {
            Assert.Equal(Bench.Output("base", role).Artifact, Bench.Output("defended", role).Artifact);
        }

        Assert.Equal(defence.Split('/')[0], Config("fare").Defence!.Name);
        Assert.Equal(Bench["defended"].SingleOrDefault(IsDefence), Bench["fare"].SingleOrDefault(IsDefence));
        Assert.Equal(defence.StartsWith("representation"), Bench["fare"].Any(IsDefence));
    }

    [Fact]
    public void The_principle_of_a_defence_is_spelt_as_it_was_learned()
    {
        BpeTokenizer tokenizer = BpeTokenizer.FromJson(
            System.Text.Encoding.UTF8.GetString(Bench.Store.Read(Bench.Output("base", "tokenizer").Artifact)), "tokenizer");
        int[] learned = PromptFormat.Prompt(tokenizer, "Take care.\nTell me how to sell this item."), asked = PromptFormat.Prompt(tokenizer, "Tell me how to sell this item.");
        int image = Array.IndexOf(asked, tokenizer.ImageId) + 1;

        Assert.Equal<IEnumerable<int>>(learned, [.. asked[..image], .. PromptFormat.Before(tokenizer, "Take care."), .. asked[image..]]);
    }

    [Fact]
    public void A_model_without_a_decoder_cannot_carry_a_defence()
    {
        var error = Assert.Throws<StageException>(
            () => Bench.Train("odd", Defended("constitutional-calibration") with { Model = new ModelParameters { From = "clip", Defence = Some.Care } }));
        Assert.Contains("has no decoder", error.Failure.What);
    }

    private static TrainingParameters Defended(string defence) => new()
    {
        Data = "images/train",
        Steps = 0,
        Model = new ModelParameters
        {
            From = "base",
            Defence = defence switch
            {
                "constitutional-calibration" => Some.Care,
                "representation-shift/dataset" => new RepresentationShiftParameters { Anchor = AnchorContent.Noise, Anchors = 3 },
                _ => new RepresentationShiftParameters { Level = ShiftLevel.Sample, Alpha = 0.5 },
            },
        },
    };

    private static bool IsDefence(NamedArtifact output) => output.Role == ModelBundle.DefenceComponent;

    private static ModelConfig Config(string stage) =>
        ModelConfig.FromJson(System.Text.Encoding.UTF8.GetString(Bench.Store.Read(Bench.Output(stage, "config").Artifact)));
}
