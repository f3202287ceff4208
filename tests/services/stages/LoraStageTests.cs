using Rampart.Contracts;
using Rampart.Learning.Models;
using Rampart.Safetensors;
using Rampart.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Stages.Tests;

public class LoraStageTests
{
    private const string Query = "language_model.model.layers.0.self_attn.q_proj";

    [Fact]
    public void Only_the_adapters_are_written_and_all_else_is_passed_on_by_digest()
    {
        Bench bench = Tuned();

        foreach (string role in new[] { "vision", "text", "language", "tokenizer" })
        {
            Assert.Equal(bench.Output("base", role).Artifact, bench.Output("tuned", role).Artifact);
        }

        Assert.Equal(
            [$"{Query}.lora_A.weight", $"{Query}.lora_B.weight", $"{Query.Replace("q_proj", "v_proj")}.lora_A.weight", $"{Query.Replace("q_proj", "v_proj")}.lora_B.weight"],
            Tensors(bench, "tuned", "lora").Keys.Order(StringComparer.Ordinal));
        Assert.True(Tensors(bench, "tuned", "lora")[$"{Query}.lora_B.weight"].abs().max().item<float>() > 0);
        Assert.Equal(2, Config(bench, "tuned").Lora!.Rank);
        Assert.All(Checkpoint(bench).Keys, name => Assert.True(name == "step" || name.Contains(".lora_"), name));
    }

    [Fact]
    public void Segments_do_not_change_adapters()
    {
        Bench whole = Tuned(4), parts = Tuned(2);

        foreach (NamedArtifact output in whole["tuned"].Where(output => !output.Role.StartsWith("metrics")))
        {
            Assert.Equal(output, parts.Output("tuned", output.Role));
        }
    }

    [Fact]
    public void A_stage_that_takes_the_model_over_sees_the_adapters_attached_and_passes_them_on()
    {
        Bench bench = Tuned().Train("fare", Some.Fare() with { Model = new ModelParameters { From = "tuned" } });

        Assert.Equal(bench.Output("tuned", "lora").Artifact, bench.Output("fare", "lora").Artifact);
        Assert.Equal(bench.Output("tuned", "config").Artifact, bench.Output("fare", "config").Artifact);
        Assert.NotEqual(bench.Output("tuned", "vision").Artifact, bench.Output("fare", "vision").Artifact);
    }

    [Fact]
    public void Merged_adapters_are_part_of_the_weights_and_no_longer_there()
    {
        Bench bench = Tuned().Train("fare", Some.Fare() with { Model = new ModelParameters { From = "tuned", Merge = true } });

        AssertMerged(bench, "fare");
        Assert.DoesNotContain(bench["fare"], output => output.Role == "lora");
        Assert.Null(Config(bench, "fare").Lora);
    }

    [Fact]
    public void New_adapters_go_on_top_of_merged_old_ones()
    {
        Bench bench = Tuned().Train("again", Some.Lora(4, 4) with { Model = new ModelParameters { From = "tuned", Lora = new LoraParameters { Rank = 3 } } });

        AssertMerged(bench, "again");
        Assert.Equal(3, Tensors(bench, "again", "lora")[$"{Query}.lora_A.weight"].shape[0]);
        Assert.Equal(3, Config(bench, "again").Lora!.Rank);
    }

    [Fact]
    public void What_cannot_be_adapted_or_merged_is_refused()
    {
        Bench bench = new Bench().Images().Clip().Base();
        TrainingParameters fare = Some.Fare();

        var wrongPart = Assert.Throws<StageException>(() => bench.Train("a", fare with { Model = new ModelParameters { From = "base", Lora = new LoraParameters() } }));
        Assert.Contains("adapters on the decoder, of which 'fare' trains nothing", wrongPart.Failure.What);
        var unknown = Assert.Throws<StageException>(
            () => bench.Train("b", Some.Lora(4, 4) with { Model = new ModelParameters { From = "base", Lora = new LoraParameters { Targets = ["q_prj"] } } }));
        Assert.Contains("'q_prj' is no linear map", unknown.Failure.What);
        var nothing = Assert.Throws<StageException>(() => bench.Train("c", fare with { Model = new ModelParameters { From = "base", Merge = true } }));
        Assert.Equal("model.merge", nothing.Failure.Where);
    }

    private static Bench Tuned(int segment = 4) => new Bench().Images().Clip().Base().Train("tuned", Some.Lora(4, segment));

    private static void AssertMerged(Bench bench, string stage)
    {
        using var scope = NewDisposeScope();
        Dictionary<string, Tensor> lora = Tensors(bench, "tuned", "lora");
        // alpha / rank = 16 / 2.
        Tensor expected = Tensors(bench, "base", "language")[$"{Query}.weight"] + (lora[$"{Query}.lora_B.weight"].mm(lora[$"{Query}.lora_A.weight"]) * 8);
        Assert.True(expected.allclose(Tensors(bench, stage, "language")[$"{Query}.weight"], 1e-6, 1e-7));
    }

    private static Dictionary<string, Tensor> Tensors(Bench bench, string stage, string role) =>
        SafetensorsFile.Read(bench.Store.Read(bench.Output(stage, role).Artifact));

    private static Dictionary<string, Tensor> Checkpoint(Bench bench) => SafetensorsFile.Read(
        bench.Store.Read(bench.Executed[^1].Outputs.Single(output => output.Role == "checkpoint").Artifact));

    private static ModelConfig Config(Bench bench, string stage) =>
        ModelConfig.FromJson(System.Text.Encoding.UTF8.GetString(bench.Store.Read(bench.Output(stage, "config").Artifact)));
}
