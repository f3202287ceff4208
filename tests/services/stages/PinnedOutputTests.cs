using Rampart.Evaluation;
using Rampart.Learning.Data;
using Rampart.Mining;
using Rampart.Pairing;
using Rampart.Preprocessing;
using Rampart.Training;

namespace Rampart.Stages.Tests;

/// <summary>
/// Ties what each stage computes to its algorithm version. Whoever changes a stage's output on purpose raises its Version and writes the new
/// figures here, in the same change; results of the old version then are no longer found in any cache.
/// </summary>
public class PinnedOutputTests
{
    // Sums over float32 differ by this much between processors and versions of the tensor library, not by more.
    private const double Tolerance = 2e-3;

    [Fact]
    public void Preprocessing_version_1_writes_these_words()
    {
        Bench bench = new Bench().Images();
        Sample sample = bench.Lines<Sample>(bench.Output("images", "train/001/records"))[3];

        Assert.Equal(1, PreprocessingStage.Version);
        Assert.Equal("train/000023", sample.Id);
        Assert.Equal("this is a dress", sample.Captions[0]);
        Assert.Equal("What does the picture show?", sample.Questions[0]);
    }

    [Fact]
    public void Training_version_2_reaches_these_losses()
    {
        Bench bench = new Bench().Images().Clip().Base().Mine().Pair().Train("fare", Some.Fare()).Train("adpo", Some.Adpo());

        Assert.Equal(2, TrainingStage.Version);
        AssertNear(2.74095, Loss(bench, "clip"));
        AssertNear(4.44692, Loss(bench, "base"));
        AssertNear(23.8727, Loss(bench, "fare"));
        AssertNear(0.174655, Loss(bench, "adpo"));
    }

    [Fact]
    public void Mining_and_pairing_version_1_find_these_examples()
    {
        Bench bench = new Bench().Images().Clip().Base().Mine().Pair();
        IReadOnlyList<MinedRecord> records = bench.Lines<MinedRecord>(bench.Output("mine", "records/002"));

        Assert.Equal((1, 1), (MiningStage.Version, PairingStage.Version));
        Assert.Equal("38 39 40 42 45 48 50", string.Join(' ', records.Select(record => record.Index)));
        AssertNear(4.10361, records.Average(record => record.LossBefore));
        AssertNear(4.11121, records.Average(record => record.LossAfter));
        Assert.Equal(records.Select(record => record.Id), bench.Lines<PreferencePair>(bench.Output("pair", "pairs/002")).Select(pair => pair.Id));
    }

    [Fact]
    public void Evaluation_version_2_measures_these_losses()
    {
        Bench bench = new Bench().Images().Clip(Some.Clip(40, 40)).Base().Evaluate(Some.Evaluation("base"));
        SampleOutcome[] outcomes = [.. bench.Executed.Where(executed => executed.Item.Name.StartsWith("base/zero-shot/"))
            .SelectMany(executed => bench.Lines<SampleOutcome>(executed.Outputs[0]))];

        Assert.Equal(2, EvaluationStage.Version);
        AssertNear(-7.78238, outcomes.Average(outcome => outcome.CleanLoss));
        AssertNear(8.77329, outcomes.SelectMany(outcome => outcome.Attacks).Average(attack => attack.Attack?.LossAfter ?? 0));
    }

    private static double Loss(Bench bench, string stage) => bench
        .Lines<StepFigures>(bench[stage].Last(output => output.Role.StartsWith("metrics")))[^1].Values["loss"];

    private static void AssertNear(double expected, double actual) =>
        Assert.InRange(actual, expected - (Tolerance * Math.Abs(expected)), expected + (Tolerance * Math.Abs(expected)));
}
