using Rampart.Evaluation;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Pipeline.Parameters;
using Rampart.Preprocessing;
using Rampart.Training;

namespace Rampart.Stages.Tests;

public class PlanTests
{
    [Fact]
    public void An_item_does_not_name_other_stages_so_that_renaming_one_keeps_every_result()
    {
        Bench bench = new Bench().Images().Clip().Base().Mine().Pair();

        Assert.All(bench.Executed, executed => Assert.DoesNotContain("\"clip\"", executed.Item.Parameters.GetRawText()));
        Assert.All(bench.Executed, executed => Assert.DoesNotContain("images/", executed.Item.Parameters.GetRawText()));
    }

    [Fact]
    public void A_training_states_one_segment_more_than_have_finished()
    {
        Bench bench = new Bench().Images().Clip(Some.Clip(5, 2));

        Assert.Equal(["segment-01", "segment-02", "segment-03"], bench.Executed.Where(executed => executed.Stage == "clip").Select(executed => executed.Item.Name));
        Assert.Contains(bench.Executed[^1].Item.Inputs, input => input.Role == "checkpoint");
        Assert.DoesNotContain(bench.Executed.First(executed => executed.Stage == "clip").Item.Inputs, input => input.Role == "checkpoint");
    }

    [Fact]
    public void Mistakes_that_no_single_knob_shows_are_found()
    {
        Assert.Equal("model", Only(Some.Clip() with { Model = new ModelParameters() }));
        Assert.Equal("model.vision", Only(Some.Clip() with { Model = Some.Clip().Model with { Vision = "fare" } }));
        Assert.Equal("objective", Only(Some.Clip() with { Steps = 0 }));
        Assert.Equal("objective", Only(Some.Clip() with { Objective = null }));
        Assert.Equal("model.lora", Only(Some.Lora(1, 1) with { Steps = 0, Objective = null }));
        Assert.Equal("model.lora", Only(Some.Clip() with { Model = Some.Clip().Model with { Lora = new LoraParameters() } }));
        Assert.Equal("model.merge", Only(Some.Clip() with { Model = Some.Clip().Model with { Merge = true } }));
        Assert.Equal("parts", Only(new LoraParameters { Parts = [ModelPart.Lora] }));
        Assert.Equal("train", Only(new DpoParameters { Train = [ModelPart.Text] }));
        Assert.Equal("label_smoothing", Only(new DpoParameters { Preference = PreferenceKind.Hinge, LabelSmoothing = 0.1 }));
        Assert.Equal("pairs", Only(Some.Adpo() with { Pairs = null }));
        Assert.Equal("clean_weight", Only(new TecoaParameters { Target = TecoaTarget.Clean }));
        Assert.Equal("label_smoothing", Only(new AdpoParameters { Preference = PreferenceKind.Ipo, LabelSmoothing = 0.1 }));
        Assert.Equal("optimizer.warmup_steps", Only(Some.Clip() with { Optimizer = new OptimizerParameters { WarmupSteps = 99 } }));
        Assert.Equal("tokenizer.split", Only(Some.Preprocessing() with { Tokenizer = new TokenizerParameters { Split = "tarin" } }));
        Assert.Equal("epsilons", Only(Some.Evaluation("a") with { Epsilons = [0.2, 0.1], Gates = [] }));
        Assert.Equal("gates[0].model", Only(Some.Evaluation("a") with { Gates = [new GateParameters { Model = "b", AtLeast = 1 }] }));
        Assert.Equal("gates[0].at_least", Only(Some.Evaluation("a") with { Gates = [new GateParameters { Model = "a" }] }));
    }

    private static string Only(ICheckedParameters parameters) => Assert.Single(parameters.Check()).Path;
}
