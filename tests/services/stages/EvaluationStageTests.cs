using Rampart.Contracts;
using Rampart.Evaluation;

namespace Rampart.Stages.Tests;

public class EvaluationStageTests
{
    private static readonly Bench Evaluated = new Bench().Images().Clip(Some.Clip(40, 40)).Base(Some.Base(40, 40))
        .Train("fare", Some.Fare(4, 4)).Evaluate(Some.Evaluation("base", "fare"));

    private static EvaluationResults Results =>
        StageJson.Read<EvaluationResults>(Evaluated.Store.Read(Evaluated.Output("evaluation", "results").Artifact), "results");

    [Fact]
    public void There_is_a_row_per_model_task_and_radius_counting_every_sample()
    {
        ResultRow[] rows = [.. Results.Rows.Where(row => row.Attack is null or "apgd-ce")];

        Assert.Equal(2 * 2 * 3, rows.Length);
        Assert.All(rows, row => Assert.Equal(16, row.N));
        Assert.All(rows, row => Assert.InRange(row.Value, 0, 1));
        Assert.All(rows, row => Assert.Equal(Math.Sqrt(row.Value * (1 - row.Value) / 15), row.Stderr, 9));
        Assert.All(rows, row => Assert.Equal(row.Attack is null, row.Epsilon is null));
    }

    [Fact]
    public void Accuracy_never_rises_with_the_radius()
    {
        foreach (var group in Results.Rows.Where(row => row.Attack is null or "apgd-ce").GroupBy(row => (row.Model, row.Task)))
        {
            double[] values = [.. group.OrderBy(row => row.Epsilon ?? 0).Select(row => row.Value)];
            Assert.Equal(values.OrderDescending(), values);
        }
    }

    [Fact]
    public void A_trained_model_beats_chance_and_a_wide_attack_fells_it()
    {
        ResultRow[] rows = [.. Results.Rows.Where(row => row.Model == "base" && row.Task == "zero-shot")];

        Assert.True(rows.Single(row => row.Attack is null).Value > 0.4);
        Assert.True(rows.Single(row => row.Attack == "apgd-ce" && row.Epsilon > 0.2).Value < rows.Single(row => row.Attack is null).Value);
    }

    [Fact]
    public void Only_samples_that_still_stand_are_attacked_and_the_fallen_stay_down()
    {
        foreach (SampleOutcome outcome in Outcomes())
        {
            bool stands = outcome.CleanCorrect;
            foreach (AttackOutcome attack in outcome.Attacks)
            {
                Assert.Equal(stands, attack.Attack is not null);
                Assert.True(stands || !attack.Correct);
                Assert.InRange(attack.Attack?.Distance ?? 0, 0, attack.Epsilon + 1e-6);
                stands = attack.Correct;
            }
        }
    }

    [Fact]
    public void Gates_state_what_was_measured_and_required()
    {
        GateVerdict least = Results.Gates[0], above = Results.Gates[1];
        double Value(string model) => Results.Rows.Single(row => row.Model == model && row.Task == "zero-shot" && row.Attack == "apgd-ce" && row.Epsilon > 0.2).Value;

        Assert.True(least.Passed);
        Assert.False(above.Passed);
        Assert.Equal("fare zero-shot accuracy under apgd-ce at 64/255 >= base + 1", above.Condition);
        Assert.Equal((Value("fare"), Value("base") + 1), (above.Measured, above.Required));
    }

    [Fact]
    public void The_gallery_shows_every_model_on_the_same_samples_within_the_radius()
    {
        Assert.Equal(2, Results.Gallery.Count);
        foreach (GalleryEntry entry in Results.Gallery)
        {
            Assert.Equal(["base", "fare"], entry.Views.Select(view => view.Model));
            Assert.All(entry.Views, view => Assert.All(
                view.Adversarial.Zip(entry.Clean), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, 64)));
        }
    }

    [Fact]
    public void Measuring_twice_gives_the_same_bytes()
    {
        foreach ((_, var item, IReadOnlyList<NamedArtifact> outputs) in Evaluated.Executed.Where(executed => executed.Stage == "evaluation"))
        {
            Assert.Equal(outputs, Evaluated.Execute(new EvaluationStage(), item));
        }
    }

    private static IEnumerable<SampleOutcome> Outcomes() => Evaluated.Executed
        .Where(executed => executed.Stage == "evaluation")
        .SelectMany(executed => executed.Outputs.Where(output => output.Role == "outcomes"))
        .SelectMany(Evaluated.Lines<SampleOutcome>);
}
