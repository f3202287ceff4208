using Rampart.Contracts;
using Rampart.Evaluation;
using Rampart.Learning.Attacks;
using Rampart.Learning.Data;
using Rampart.Pipeline.Parameters;
using Rampart.Preprocessing;
using Rampart.Training;

namespace Rampart.Stages.Tests;

/// <summary>Attacks that put words into a model's mouth, on one that has learned captions and to refuse about restricted images.</summary>
public class SpokenAttackTests
{
    private const double Narrow = 8.0 / 255, Wide = 160.0 / 255;

    private static readonly Bench Guarded = new Bench().Images(Some.Guarded() with
    {
        Splits = new Dictionary<string, SplitParameters>
        {
            ["train"] = new() { From = "train", Count = 60 },
            ["test"] = new() { From = "test", Count = 20, ShardSize = 10 },
        },
    }).Clip(Some.Clip(80, 80)).Base(Conversing());

    [Theory]
    [InlineData(EvaluationTask.Answer, "accuracy"), InlineData(EvaluationTask.Caption, "cider"), InlineData(EvaluationTask.Presence, "accuracy")]
    public void The_ensemble_leaves_no_more_than_plain_apgd_and_each_part_no_more_than_the_last(EvaluationTask task, string metric)
    {
        var ensemble = new VlmEnsembleParameters { Iterations = 6, References = 2, CaptionThreshold = 100 };
        EvaluationResults worst = Evaluate(ensemble, task, members: task != EvaluationTask.Caption), plain = Evaluate(new ApgdCrossEntropyParameters { Iterations = 6, InitialStep = 1, RandomStart = false }, task);
        double Value(EvaluationResults results, string attack, double epsilon) =>
            results.Rows.Single(row => row.Attack == attack && row.Epsilon == epsilon && row.Metric == metric).Value;

        Assert.All(new[] { Narrow, Wide }, epsilon => Assert.True(Value(worst, "vlm-ensemble", epsilon) <= Value(plain, "apgd-ce", epsilon) + 0.051));
        Assert.True(Value(worst, "vlm-ensemble", Wide) < worst.Rows.First(row => row.Metric == metric).Value);
        if (task != EvaluationTask.Caption)
        {
            double[] parts = [Value(worst, "vlm-ensemble/low-precision", Wide), Value(worst, "vlm-ensemble/full-precision", Wide), Value(worst, "vlm-ensemble", Wide)];
            Assert.Equal(parts.OrderDescending(), parts);
        }
    }

    [Fact]
    public void A_caption_is_attacked_until_it_is_bad_enough_and_the_worst_is_reported()
    {
        var ensemble = new VlmEnsembleParameters { Iterations = 6, References = 2 };
        EvaluationResults strict = Evaluate(ensemble with { CaptionThreshold = 1000 }, EvaluationTask.Caption), patient = Evaluate(ensemble with { CaptionThreshold = 0 }, EvaluationTask.Caption);
        double[] Cider(EvaluationResults results) => [.. results.Rows.Where(row => row.Metric == "cider").Select(row => row.Value)];

        // A threshold that every caption meets leaves all as they are; without one each is driven as low as it goes.
        Assert.All(Cider(strict), value => Assert.Equal(Cider(strict)[0], value));
        Assert.True(Cider(patient)[^1] < Cider(strict)[0]);
    }

    [Theory]
    [InlineData(TargetWording.Target), InlineData(TargetWording.InPlace)]
    public void A_stealthy_attack_makes_the_answer_contain_the_target(TargetWording wording)
    {
        EvaluationParameters parameters = Parameters(new StealthyTargetedParameters { Iterations = 40, Wording = wording }, EvaluationTask.Targeted) with { Target = "a bag", Epsilons = [Wide] };
        double[] success = [.. Results(parameters).Rows.Where(row => row.Metric == "target-success").Select(row => row.Value)];

        Assert.True(success[1] > success[0], string.Join(' ', success));
        Assert.All(Outcomes(), outcome => Assert.Equal(outcome.Attacks[0].Correct, !(outcome.Attacks[0].Attack?.Answer ?? outcome.CleanAnswer).Contains("a bag")));
    }

    [Fact]
    public void A_universal_perturbation_jailbreaks_and_its_success_never_falls_with_the_radius()
    {
        EvaluationResults results = Evaluate(new UniversalParameters { Corpus = "images/train", Steps = 80, StepSize = 0.05 }, EvaluationTask.Safety, 1);
        ResultRow[] success = [.. results.Rows.Where(row => row.Metric == "attack-success")];

        Assert.Equal(success.Select(row => row.Value).Order(), success.Select(row => row.Value));
        Assert.True(success[^1].Value > success[0].Value, string.Join(' ', success.Select(row => row.Value)));
        Assert.All(Outcomes().SelectMany(outcome => outcome.Attacks), attack => Assert.InRange(attack.Attack?.Distance ?? 0, 0, attack.Epsilon + 1e-5));
    }

    [Theory]
    [InlineData(EvaluationTask.Answer), InlineData(EvaluationTask.Safety), InlineData(EvaluationTask.Presence)]
    public void A_perturbation_of_hidden_states_leaves_images_alone_and_stays_in_its_ball(EvaluationTask task)
    {
        EvaluationParameters parameters = Parameters(new LatentParameters { Norm = Norm.L2, Steps = 15, Layers = [0] }, task) with { Epsilons = [0.01, 5] };
        ResultRow[] rows = [.. Results(parameters).Rows.Where(row => row.Metric is "accuracy" or "attack-success")];
        AttackDetails[] attacks = [.. Outcomes().SelectMany(outcome => outcome.Attacks).Select(attack => attack.Attack).OfType<AttackDetails>()];

        Assert.NotEqual(rows[0].Value, rows[^1].Value);
        Assert.All(Outcomes().SelectMany(outcome => outcome.Attacks), attack => Assert.InRange(attack.Attack?.Distance ?? 0.001, 0, attack.Epsilon * 1.0001));
        Assert.All(attacks, attack => Assert.True(attack.LossAfter >= attack.LossBefore));
        // Nothing stays behind in the model: what it says of clean images is what it said before.
        string[] again = [.. Outcomes().Select(outcome => outcome.CleanAnswer)];
        Results(parameters);
        Assert.Equal(again, Outcomes().Select(outcome => outcome.CleanAnswer));
    }

    [Fact]
    public void Each_attack_is_refused_where_it_has_nothing_to_say()
    {
        Assert.Equal("attack", Assert.Single(Parameters(new VlmEnsembleParameters(), EvaluationTask.ZeroShot).Check()).Path);
        Assert.Equal("attack.targets", Assert.Single(Parameters(new VlmEnsembleParameters { Targets = [" "] }, EvaluationTask.Answer).Check()).Path);
        Assert.Equal("attack", Assert.Single(Parameters(new StealthyTargetedParameters(), EvaluationTask.Answer).Check()).Path);
        Assert.Equal("attack.text", Assert.Single(Parameters(new EmbeddingMatchParameters { Goal = EmbeddingGoal.Image, Text = "a hat" }, EvaluationTask.Answer).Check()).Path);
        Assert.Equal("attack.text", Assert.Single(Parameters(new AttackVlmParameters { Surrogate = "clip", Text = "" }, EvaluationTask.Answer).Check()).Path);
        Assert.Empty(Parameters(new VlmEnsembleParameters(), EvaluationTask.Caption).Check());
        Assert.Equal("attack.norm", Assert.Single(Parameters(new LatentParameters(), EvaluationTask.Answer).Check()).Path);
        Assert.Equal("attack", Assert.Single(Parameters(new LatentParameters { Norm = Norm.L2 }, EvaluationTask.Retrieval).Check()).Path);
        Assert.Equal("eight_bit", Assert.Single((Parameters(new LatentParameters { Norm = Norm.L2 }, EvaluationTask.Answer) with { EightBit = true }).Check()).Path);
    }

    [Fact]
    public void A_work_item_holds_what_a_stage_gave_and_not_its_name()
    {
        Evaluate(new TransferParameters { Surrogate = "clip", Iterations = 1 }, EvaluationTask.ZeroShot);
        var item = Guarded.Executed[^2].Item;

        Assert.DoesNotContain("clip", item.Parameters.GetRawText());
        Assert.Contains(item.Inputs, input => input.Role == "surrogate.vision" && input.Artifact == Guarded.Output("clip", "vision").Artifact);
    }

    [Fact]
    public void Whoever_transfers_from_the_model_itself_attacks_it_with_its_own_gradients()
    {
        double Fallen(EvaluationAttackParameters attack) => Evaluate(attack, EvaluationTask.ZeroShot).Rows.Last().Value;

        Assert.Equal(Fallen(new ApgdCrossEntropyParameters { Iterations = 12 }), Fallen(new TransferParameters { Surrogate = "base", Iterations = 12 }), 0.11);
    }

    // Two layers: what is added behind the last one reaches no later token.
    private static TrainingParameters Conversing()
    {
        TrainingParameters plain = Some.Base(300, 300);
        NewLanguageParameters extended = plain.Model.Extend!;
        return plain with
        {
            Objective = new InstructionParameters { Requests = RequestAnswers.Policy },
            Model = plain.Model with { Extend = extended with { Language = extended.Language with { NumHiddenLayers = 2 } } },
        };
    }

    private static EvaluationParameters Parameters(EvaluationAttackParameters attack, EvaluationTask task) => new()
    {
        Models = new Dictionary<string, string> { ["base"] = "base" },
        Data = "images/test",
        Tasks = [task],
        Attack = attack,
        Epsilons = [Narrow, Wide],
        MaxNewTokens = 24,
        Gallery = 0,
    };

    private static EvaluationResults Evaluate(EvaluationAttackParameters attack, EvaluationTask task, double widest = Wide, bool members = false) =>
        Results(Parameters(attack, task) with { Epsilons = [Narrow, widest], Members = members });

    private static EvaluationResults Results(EvaluationParameters parameters)
    {
        Assert.Equal(parameters.Attack, ParameterJson.Read<EvaluationAttackParameters>(ParameterJson.Write(parameters.Attack)));
        Guarded.Executed.Clear();
        Guarded.Evaluate(parameters);
        return StageJson.Read<EvaluationResults>(Guarded.Store.Read(Guarded.Output("evaluation", "results").Artifact), "results");
    }

    private static IEnumerable<SampleOutcome> Outcomes() => Guarded.Executed
        .SelectMany(executed => executed.Outputs.Where(output => output.Role == "outcomes"))
        .SelectMany(Guarded.Lines<SampleOutcome>);
}
