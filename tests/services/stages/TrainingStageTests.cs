using Rampart.Contracts;
using Rampart.Learning.Models;
using Rampart.Learning.Training;
using Rampart.Training;

namespace Rampart.Stages.Tests;

public class TrainingStageTests
{
    [Fact]
    public void Two_segments_of_five_steps_are_one_of_ten_bit_for_bit()
    {
        Bench whole = new Bench().Images().Clip(Some.Clip(10, 10)), parts = new Bench().Images().Clip(Some.Clip(10, 5));

        Assert.Equal(2, parts.Executed.Count(executed => executed.Stage == "clip"));
        AssertEqualModels(whole, parts, "clip");
        Assert.Equal(Figures(whole, "clip"), Figures(parts, "clip"));
    }

    [Fact]
    public void Every_segment_traces_its_steps_and_two_halves_trace_what_the_whole_does()
    {
        Bench whole = new Bench().Images().Clip(Some.Clip(10, 10)), parts = new Bench().Images().Clip(Some.Clip(10, 5));
        TrainingTrace all = Traces(whole, "clip").Single();
        TrainingTrace[] halves = [.. Traces(parts, "clip")];

        Assert.Equal([1, 6], halves.Select(half => half.FirstStep));
        Assert.Equal(Described(all), halves.SelectMany(Described));
        Assert.Equal(10, Described(all).Distinct().Count());
        Assert.DoesNotContain(whole["clip"], output => output.Role.Contains("trace"));
        Assert.Contains("vision_model.post_layernorm.weight", all.Parameters);
    }

    [Fact]
    public void Segments_do_not_change_hardening_either()
    {
        Bench whole = Prepared(), parts = Prepared();
        whole.Train("fare", Some.Fare(2, 2)).Train("adpo", Some.Adpo(2, 2)).Train("tecoa", Some.Tecoa() with { SegmentSteps = 2 })
            .Train("dpo", Some.Dpo(ModelPart.Tower, ModelPart.Decoder) with { SegmentSteps = 2 });
        parts.Train("fare", Some.Fare(2, 1)).Train("adpo", Some.Adpo(2, 1)).Train("tecoa", Some.Tecoa() with { SegmentSteps = 1 })
            .Train("dpo", Some.Dpo(ModelPart.Tower, ModelPart.Decoder) with { SegmentSteps = 1 });

        foreach (string stage in new[] { "fare", "adpo", "tecoa", "dpo" })
        {
            AssertEqualModels(whole, parts, stage);
            Assert.NotEqual(whole.Output("base", "vision").Artifact, whole.Output(stage, "vision").Artifact);
        }
    }

    [Fact]
    public void What_a_training_leaves_alone_is_passed_on_by_digest()
    {
        Bench bench = Prepared().Train("fare", Some.Fare());

        Assert.Equal(bench.Output("clip", "vision").Artifact, bench.Output("base", "vision").Artifact);
        Assert.Equal(bench.Output("clip", "text").Artifact, bench.Output("base", "text").Artifact);
        foreach (string role in new[] { "config", "text", "language", "tokenizer" })
        {
            Assert.Equal(bench.Output("base", role).Artifact, bench.Output("fare", role).Artifact);
        }
    }

    [Theory]
    [InlineData(ModelPart.Tower, "vision_model.")]
    [InlineData(ModelPart.Projector, "multi_modal_projector.")]
    [InlineData(ModelPart.Decoder, "language_model.")]
    public void Preferences_train_the_parts_that_are_named(ModelPart part, string prefix)
    {
        Bench bench = Prepared().Train("dpo", Some.Dpo(part));
        byte[] checkpoint = bench.Store.Read(bench.Executed[^1].Outputs.Single(output => output.Role == "checkpoint").Artifact);

        string[] names = [.. Rampart.Safetensors.SafetensorsFile.Read(checkpoint).Keys.Where(name => name.StartsWith("parameter."))];

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.StartsWith("parameter." + prefix, name));
    }

    [Fact]
    public void Adversarial_training_goes_from_scratch_over_the_projector_to_the_whole_model_in_segments()
    {
        Bench Trained(int segment) => new Bench().Images()
            .Clip(Some.Clip(4, segment) with { Objective = new AdversarialContrastiveParameters() })
            .Train("projector", Some.Base(4, segment) with { Objective = new AdversarialInstructionParameters { Train = [ModelPart.Projector] } })
            .Train("tuned", Some.Base(4, segment) with
            {
                Objective = new AdversarialInstructionParameters { Train = [ModelPart.Tower, ModelPart.Projector, ModelPart.Decoder] },
                Model = new ModelParameters { From = "projector", Lora = new LoraParameters() },
                Optimizer = new OptimizerParameters { WarmupSteps = 1, PartRates = new PartRateParameters { Tower = 1e-4, Projector = 1e-3 } },
            });

        Bench whole = Trained(4), parts = Trained(2);

        foreach (string stage in new[] { "clip", "projector", "tuned" })
        {
            AssertEqualModels(whole, parts, stage);
        }

        Assert.Equal(whole.Output("clip", "vision").Artifact, whole.Output("projector", "vision").Artifact);
        Assert.NotEqual(whole.Output("projector", "vision").Artifact, whole.Output("tuned", "vision").Artifact);
        Assert.NotEqual(whole.Output("projector", "language").Artifact, whole.Output("tuned", "language").Artifact);
        Assert.Contains(whole["tuned"], output => output.Role == "lora");
        Assert.All(Lines(whole, "tuned"), figures => Assert.True(figures.Values["attack/gain"] > 0));
    }

    [Fact]
    public void Adapters_that_came_with_the_model_train_on_when_they_are_named()
    {
        Bench bench = Prepared().Train("tuned", Some.Lora(4, 4));
        TrainingParameters dpo = Some.Dpo(ModelPart.Lora) with { Model = new ModelParameters { From = "tuned" }, Reference = "tuned" };
        bench.Train("dpo", dpo);

        Assert.Equal(bench.Output("tuned", "language").Artifact, bench.Output("dpo", "language").Artifact);
        Assert.NotEqual(bench.Output("tuned", "lora").Artifact, bench.Output("dpo", "lora").Artifact);
        var error = Assert.Throws<StageException>(() => bench.Train("none", dpo with { Model = new ModelParameters { From = "base" } }));
        Assert.Equal("objective.train", error.Failure.Where);
    }

    [Fact]
    public void A_checkpoint_holds_only_what_is_trained()
    {
        Bench bench = Prepared();
        var (_, _, outputs) = bench.Executed.Last(executed => executed.Stage == "base");
        byte[] checkpoint = bench.Store.Read(outputs.Single(output => output.Role == "checkpoint").Artifact);

        string[] names = [.. Rampart.Safetensors.SafetensorsFile.Read(checkpoint).Keys];

        Assert.Contains(names, name => name.Contains("multi_modal_projector"));
        Assert.DoesNotContain(names, name => name.Contains("vision_model") || name.Contains("text_model"));
    }

    [Fact]
    public void A_contrastive_training_lowers_its_loss()
    {
        IReadOnlyList<StepFigures> figures = Lines(new Bench().Images().Clip(Some.Clip(30, 30)), "clip");

        Assert.Equal(Enumerable.Range(1, 30).Select(step => (long)step), figures.Select(figure => figure.Step));
        Assert.True(figures[^1].Values["loss"] < figures[0].Values["loss"]);
    }

    [Fact]
    public void A_batch_larger_than_the_data_is_refused_with_a_way_out()
    {
        var error = Assert.Throws<StageException>(() => new Bench().Images().Clip(Some.Clip() with { Batch = 49 }));

        Assert.Contains("48 samples", error.Failure.What);
    }

    [Fact]
    public void A_patch_that_does_not_divide_the_image_is_refused_naming_the_knob()
    {
        TrainingParameters clip = Some.Clip();
        NewClipParameters create = clip.Model.Create! with { Vision = clip.Model.Create!.Vision with { PatchSize = 3 } };

        var error = Assert.Throws<StageException>(() => new Bench().Images().Clip(clip with { Model = new ModelParameters { Create = create } }));

        Assert.Equal("model.create.vision.patch_size", error.Failure.Where);
    }

    private static Bench Prepared() => new Bench().Images().Clip().Base().Mine().Pair();

    private static void AssertEqualModels(Bench left, Bench right, string stage)
    {
        foreach (NamedArtifact output in left[stage].Where(output => !output.Role.StartsWith("metrics")))
        {
            Assert.Equal(output, right.Output(stage, output.Role));
        }
    }

    private static IReadOnlyList<StepFigures> Lines(Bench bench, string stage) =>
        [.. bench[stage].Where(output => output.Role.StartsWith("metrics")).SelectMany(bench.Lines<StepFigures>)];

    private static IEnumerable<TrainingTrace> Traces(Bench bench, string stage) => bench.Executed
        .Where(executed => executed.Stage == stage)
        .Select(executed => TrainingTrace.Read(bench.Store.Read(executed.Outputs.Single(output => output.Role == TrainingRoles.Trace).Artifact), stage));

    private static IEnumerable<string> Described(TrainingTrace trace) => trace.Steps.Select(step => $"{step.Batch}: {string.Join(' ', step.Parameters)}");

    private static IEnumerable<string> Figures(Bench bench, string stage) =>
        Lines(bench, stage).Select(figure => System.Text.Json.JsonSerializer.Serialize(figure));
}
