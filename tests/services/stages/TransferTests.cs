using Rampart.Contracts;
using Rampart.Learning.Models;
using Rampart.Pipeline;
using Rampart.Preprocessing;
using Rampart.Training;

namespace Rampart.Stages.Tests;

public class TransferTests
{
    private const string Pipeline = """
        name: transfer
        seed: 1
        stages:
          images:
            kind: preprocessing
            source: { name: fashion-mnist, path: /data }
            image: { mean: [0.3], std: [0.3] }
            splits: { train: { from: train, first: 0, count: 64 } }
          clip: { kind: training, data: images/train, objective: { name: contrastive }, steps: 20, model: { create: { vision: {}, text: {} } } }
          other: { kind: training, data: images/train, objective: { name: contrastive }, steps: 20, model: { create: { vision: { hidden_size: 96 }, text: {} } } }
          fare: { kind: training, data: images/train, objective: { name: fare }, steps: 20, model: { from: clip } }
          big:
            kind: training
            data: images/train
            objective: { name: instruction }
            steps: 20
            model: { from: other, extend: { language: { hidden_size: 128 } } }
          transferred: { kind: training, data: images/train, model: { from: big, vision: fare }, steps: 0 }
        """;

    [Fact]
    public void An_encoder_hardened_in_one_model_drops_into_another_by_its_digest()
    {
        Bench bench = Big().Train("transferred", Transferred("big", "fare"));

        Assert.Equal(bench.Output("fare", "vision").Artifact, bench.Output("transferred", "vision").Artifact);
        Assert.NotEqual(bench.Output("big", "vision").Artifact, bench.Output("transferred", "vision").Artifact);
        foreach (string role in new[] { "config", "text", "language", "tokenizer" })
        {
            Assert.Equal(bench.Output("big", role).Artifact, bench.Output("transferred", role).Artifact);
        }

        Assert.Single(bench.Executed, executed => executed.Stage == "transferred");
        bench.Evaluate(Some.Evaluation("big", "transferred"));
        var results = StageJson.Read<EvaluationResults>(bench.Store.Read(bench.Output("evaluation", "results").Artifact), "results");
        Assert.Contains(results.Rows, row => row is { Model: "transferred", Task: "answer", N: 16 });
    }

    [Fact]
    public void A_training_can_go_on_with_the_other_encoder()
    {
        Bench bench = Big().Train("tuned", Some.Base(2, 2) with { Model = new ModelParameters { From = "big", Vision = "fare" } });

        Assert.Equal(bench.Output("fare", "vision").Artifact, bench.Output("tuned", "vision").Artifact);
        Assert.NotEqual(bench.Output("big", "language").Artifact, bench.Output("tuned", "language").Artifact);
    }

    [Fact]
    public void Another_shape_is_refused_when_the_file_is_read_naming_both()
    {
        Assert.NotNull(Read(Pipeline));
        string problem = Assert.Single(Assert.Throws<PipelineException>(
            () => Read(Pipeline.Replace("hidden_size: 96", "hidden_size: 64"))).Problems).ToString();

        Assert.StartsWith("transfer.yaml:18:82 the tower of \"fare\" (hidden_size 96,", problem);
        Assert.Contains("has another shape than that of \"big\" (hidden_size 64,", problem);
        Assert.Contains("(in stage \"transferred\")", problem);
    }

    [Fact]
    public void A_tower_that_does_not_fit_after_all_is_refused_before_anything_is_written()
    {
        TrainingParameters clip = Some.Clip();
        NewClipParameters wider = clip.Model.Create! with { Vision = clip.Model.Create!.Vision with { HiddenSize = 32 } };
        Bench bench = Big().Train("wide", clip with { Model = new ModelParameters { Create = wider } });

        Assert.Equal("model.vision", Assert.Throws<StageException>(() => bench.Train("misfit", Transferred("big", "wide"))).Failure.Where);
    }

    [Fact]
    public void A_tower_with_adapters_is_refused_until_they_are_merged()
    {
        var adapters = new LoraParameters { Parts = [ModelPart.Tower] };
        Bench bench = Big().Train("adapted", Some.Fare() with { Model = new ModelParameters { From = "base", Lora = adapters } });

        var error = Assert.Throws<StageException>(() => bench.Train("transferred", Transferred("big", "adapted")));
        Assert.Contains("merge", error.Failure.Fix, StringComparison.OrdinalIgnoreCase);
        bench.Train("merged", Transferred("adapted", null) with { Model = new ModelParameters { From = "adapted", Merge = true } })
            .Train("transferred", Transferred("big", "merged"));
        Assert.Equal(bench.Output("merged", "vision").Artifact, bench.Output("transferred", "vision").Artifact);
        Assert.NotEqual(bench.Output("base", "vision").Artifact, bench.Output("merged", "vision").Artifact);
    }

    private static TrainingParameters Transferred(string from, string? vision) => new()
    {
        Data = "images/train",
        Model = new ModelParameters { From = from, Vision = vision },
        Steps = 0,
    };

    // Two models on one CLIP: base with FARE on it, and one with a decoder of twice the width.
    private static Bench Big()
    {
        TrainingParameters bigger = Some.Base();
        NewLanguageParameters extend = bigger.Model.Extend! with { Language = bigger.Model.Extend!.Language with { HiddenSize = 32 } };
        return new Bench().Images().Clip().Base().Train("fare", Some.Fare())
            .Train("big", bigger with { Model = bigger.Model with { Extend = extend } });
    }

    private static PipelineDefinition Read(string text) =>
        new PipelineReader(new StageCatalog([PreprocessingRegistration.Kind, TrainingRegistration.Kind])).Read(text, "transfer.yaml", []);
}
