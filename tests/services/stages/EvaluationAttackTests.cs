using System.Text.Json;
using Rampart.Contracts;
using Rampart.Evaluation;
using Rampart.Learning.Attacks;
using Rampart.Learning.Data;
using Rampart.Pipeline.Parameters;

namespace Rampart.Stages.Tests;

public class EvaluationAttackTests
{
    private static readonly Bench Trained = new Bench().Images().Clip(Some.Clip(40, 40)).Base();

    public static TheoryData<EvaluationAttackParameters> Attacks =>
    [
        new ApgdCrossEntropyParameters { Iterations = 3, Restarts = 2 },
        new ApgdCrossEntropyParameters { Iterations = 3, Norm = Norm.L2, EotIterations = 2 },
        new ApgdDlrParameters { Iterations = 3 },
        new ApgdTargetedParameters { Iterations = 3, Targets = 2 },
        new FabTargetedParameters { Iterations = 3, Targets = 2, Restarts = 2 },
        new FabTargetedParameters { Iterations = 3, Targets = 2, Norm = Norm.L2 },
        new SquareParameters { Queries = 8 },
        new SquareParameters { Queries = 20, Norm = Norm.L2 },
        new NoiseParameters { Draws = 60 },
        new NoiseParameters { Draws = 60, Norm = Norm.L2 },
        new RgfParameters { Steps = 8, Directions = 30, Reach = 0.05 },
        new TransferParameters { Surrogate = "clip", Iterations = 3 },
        new EmbeddingMatchParameters { Steps = 10 },
        new EmbeddingMatchParameters { Steps = 10, Goal = EmbeddingGoal.Image, Norm = Norm.L2 },
        new AttackVlmParameters { Surrogate = "clip", Steps = 10, QuerySteps = 2, Directions = 5 },
        new UniversalParameters { Corpus = "images/train", Steps = 60, StepBatch = 16, StepSize = 4.0 / 255 },
        Short(AutoAttackVersion.Standard) with { Norm = Norm.L2 },
        Short(AutoAttackVersion.Standard),
        Short(AutoAttackVersion.Plus),
        Short(AutoAttackVersion.Rand),
    ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void Every_attack_measures_every_sample_within_its_radius_and_keeps_its_identity_as_json(EvaluationAttackParameters attack)
    {
        EvaluationParameters parameters = ZeroShot(attack);
        Assert.Equal(attack, ParameterJson.Read<EvaluationAttackParameters>(ParameterJson.Write(attack)));

        (EvaluationResults results, SampleOutcome[] outcomes) = Evaluate(parameters);

        ResultRow[] rows = [.. results.Rows.Where(row => row.Attack == attack.Name)];
        Assert.Equal(parameters.Epsilons, rows.Select(row => row.Epsilon!.Value));
        Assert.All(rows, row => Assert.Equal(16, row.N));
        Assert.Equal(rows.Select(row => row.Value).OrderDescending(), rows.Select(row => row.Value));
        Assert.True(rows[^1].Value < results.Rows[0].Value);
        Assert.All(outcomes.SelectMany(outcome => outcome.Attacks), found => Assert.InRange(found.Attack?.Distance ?? 0, 0, found.Epsilon + 1e-5));
    }

    [Theory]
    [InlineData(AutoAttackVersion.Standard)]
    [InlineData(AutoAttackVersion.Plus)]
    [InlineData(AutoAttackVersion.Rand)]
    public void Accuracy_after_each_member_of_a_composed_attack_falls_to_the_worst_case(AutoAttackVersion version)
    {
        AutoAttackParameters attack = Short(version);
        (EvaluationResults results, SampleOutcome[] outcomes) = Evaluate(ZeroShot(attack) with { Members = true });

        Assert.Equal(attack.Members, attack.Passes(new AttackedTask(new TenClasses(), []), 0.1).Select(pass => pass.Name).Distinct());
        foreach (double epsilon in new[] { 8.0 / 255, 64.0 / 255 })
        {
            ResultRow[] rows = [.. results.Rows.Where(row => row.Epsilon == epsilon)];
            Assert.Equal(attack.Members.SkipLast(1).Select(member => $"{attack.Name}/{member}").Prepend(attack.Name), rows.Select(row => row.Attack));
            Assert.Equal(rows.Skip(1).Append(rows[0]).Select(row => row.Value).OrderDescending(), rows.Skip(1).Append(rows[0]).Select(row => row.Value));
        }

        AttackOutcome[] fell = [.. outcomes.SelectMany(outcome => outcome.Attacks).Where(found => found.Attack is not null && !found.Correct)];
        Assert.NotEmpty(fell);
        Assert.All(fell, found => Assert.Contains(found.Attack!.By, attack.Members));
    }

    [Fact]
    public void A_plain_attack_names_no_member_and_a_knob_that_is_not_given_does_not_enter_a_work_item()
    {
        JsonElement json = ParameterJson.Write<EvaluationAttackParameters>(new ApgdCrossEntropyParameters());
        Assert.Equal(["initial_step", "iterations", "name", "norm", "random_start"], json.EnumerateObject().Select(knob => knob.Name).Order());

        (_, SampleOutcome[] outcomes) = Evaluate(ZeroShot(new SquareParameters { Queries = 8 }));
        Assert.All(outcomes.SelectMany(outcome => outcome.Attacks), found => Assert.Null(found.Attack?.By));
    }

    [Fact]
    public void The_8_bit_images_of_a_composed_attack_are_right_only_where_those_of_all_its_members_are()
    {
        (EvaluationResults results, SampleOutcome[] outcomes) = Evaluate(ZeroShot(Short(AutoAttackVersion.Standard)) with { EightBit = true });
        Assert.Contains(results.Rows, row => row.Attack == "autoattack/8-bit");
        Assert.All(outcomes.SelectMany(outcome => outcome.Attacks), found => Assert.NotNull(found.EightBitCorrect));
    }

    [Fact]
    public void What_a_task_or_a_norm_cannot_bear_is_found_before_the_run()
    {
        EvaluationParameters both = ZeroShot(new ApgdDlrParameters()) with { Tasks = [EvaluationTask.ZeroShot, EvaluationTask.Answer] };
        ParameterFault answers = Assert.Single(both.Check());
        Assert.Equal("attack", answers.Path);
        Assert.Contains("apgd-dlr compares class logits, which task answer does not have", answers.What, StringComparison.Ordinal);
        Assert.Empty((ZeroShot(new SquareParameters()) with { Tasks = [EvaluationTask.Answer] }).Check());

        Assert.Equal("epsilons", Assert.Single((ZeroShot(new ApgdDlrParameters()) with { Epsilons = [2] }).Check()).Path);
        Assert.Empty((ZeroShot(new ApgdDlrParameters { Norm = Norm.L2 }) with { Epsilons = [2] }).Check());
    }

    [Fact]
    public void Square_attacks_answers_through_their_loss()
    {
        Bench bench = new Bench().Images().Clip(Some.Clip(40, 40)).Base(Some.Base(40, 40));
        bench.Evaluate(Some.Evaluation("base") with { Attack = new SquareParameters { Queries = 30 }, Tasks = [EvaluationTask.Answer], Gates = [] });
        SampleOutcome[] outcomes = [.. bench.Executed[^2].Outputs.Where(output => output.Role == "outcomes").SelectMany(bench.Lines<SampleOutcome>)];
        Assert.Contains(outcomes, outcome => outcome.CleanCorrect && outcome.Attacks[^1].Attack?.LossAfter > outcome.CleanLoss);
    }

    private static AutoAttackParameters Short(AutoAttackVersion version) =>
        new() { Version = version, Iterations = 3, Queries = 8, Targets = 2, Restarts = 2, EotIterations = 2 };

    private static EvaluationParameters ZeroShot(EvaluationAttackParameters attack) =>
        Some.Evaluation("base") with { Attack = attack, Tasks = [EvaluationTask.ZeroShot], Gates = [] };

    private static (EvaluationResults Results, SampleOutcome[] Outcomes) Evaluate(EvaluationParameters parameters)
    {
        int before = Trained.Executed.Count;
        Trained.Evaluate(parameters);
        IEnumerable<NamedArtifact> written = Trained.Executed.Skip(before).SelectMany(executed => executed.Outputs);
        SampleOutcome[] outcomes = [.. written.Where(output => output.Role == "outcomes").SelectMany(Trained.Lines<SampleOutcome>)];
        return (StageJson.Read<EvaluationResults>(Trained.Store.Read(Trained.Output("evaluation", "results").Artifact), "results"), outcomes);
    }

    /// <summary>A task that is only asked how many classes it has.</summary>
    private sealed class TenClasses : IEvaluatedTask
    {
        public IReadOnlyList<string> Answers(TorchSharp.torch.Tensor pixels, IReadOnlyList<Sample> samples) => throw new NotSupportedException();

        public bool IsRight(string answer, Sample sample) => throw new NotSupportedException();

        public LossAndVerdict Judge(TorchSharp.torch.Tensor pixels, IReadOnlyList<Sample> samples) => throw new NotSupportedException();

        public AttackedClasses Classes(IReadOnlyList<Sample> samples) => new(pixels => pixels, 10, []);

        public void Dispose()
        {
        }
    }
}
