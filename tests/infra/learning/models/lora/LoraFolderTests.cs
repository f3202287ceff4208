using System.Text.Json;
using System.Text.Json.Nodes;
using Rampart.Learning.Models;
using Rampart.Safetensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Models;

public sealed class LoraFolderTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly string _folder = Directory.CreateTempSubdirectory("rampart-lora").FullName;
    private readonly ModelBundle _bundle = TinyModels.Bundle();

    [Fact]
    public void What_is_written_has_PEFTs_names_and_reads_back_as_the_same_adapters()
    {
        LoraFolder.Attach("golden/learning/adapter", _bundle);
        LoraFolder.Save(_folder, _bundle, "base");

        Dictionary<string, Tensor> golden = SafetensorsFile.Read("golden/learning/adapter/adapter_model.safetensors");
        Dictionary<string, Tensor> written = SafetensorsFile.Read(Path.Combine(_folder, "adapter_model.safetensors"));
        Assert.Equal(golden.Keys.Order(StringComparer.Ordinal), written.Keys.Order(StringComparer.Ordinal));
        Assert.All(golden, entry => Assert.True(TinyModels.AreSame(entry.Value, written[entry.Key])));
        JsonElement config = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "adapter_config.json"))).RootElement;
        Assert.Equal("LORA", config.GetProperty("peft_type").GetString());
        Assert.Equal((3, 6), (config.GetProperty("r").GetInt32(), config.GetProperty("lora_alpha").GetInt32()));
        Assert.Contains(config.GetProperty("target_modules").EnumerateArray(), path =>
            path.GetString() == "vision_tower.vision_model.encoder.layers.0.self_attn.q_proj");

        using ModelBundle other = TinyModels.Bundle();
        LoraFolder.Attach(_folder, other);
        Assert.True(TinyModels.AreSame(_bundle.Vision.PatchFeatures(TinyModels.Pixels()), other.Vision.PatchFeatures(TinyModels.Pixels())));
    }

    [Theory]
    [InlineData("use_dora", "true")]
    [InlineData("use_rslora", "true")]
    [InlineData("bias", "\"all\"")]
    [InlineData("rank_pattern", "{\"q_proj\":4}")]
    [InlineData("modules_to_save", "[\"lm_head\"]")]
    [InlineData("peft_type", "\"IA3\"")]
    public void Adapters_of_another_formula_are_refused_by_name(string key, string value)
    {
        Edit(config => config[key] = JsonNode.Parse(value));
        Assert.Contains(key, Assert.Throws<ModelConfigException>(() => LoraFolder.Attach(_folder, _bundle)).Message, StringComparison.Ordinal);
        Assert.Null(_bundle.Lora);
    }

    [Fact]
    public void A_rank_that_the_tensors_do_not_have_is_refused_and_leaves_the_model_as_it_was()
    {
        Edit(config => config["r"] = 4);
        Assert.Throws<WeightMismatchException>(() => LoraFolder.Attach(_folder, _bundle));
        Assert.Null(_bundle.Lora);
    }

    [Fact]
    public void A_configuration_with_adapters_goes_to_json_and_back()
    {
        ModelConfig config = TinyModels.Config with { Lora = new LoraConfig(4, 8, ["q_proj"], [ModelPart.Decoder, ModelPart.Tower], 0.1) };
        LoraConfig read = ModelConfig.FromJson(config.ToJson().ToJsonString()).Lora!;
        Assert.Equal((4, 8.0, 0.1), (read.Rank, read.Alpha, read.Dropout));
        Assert.Equal(["q_proj"], read.Targets);
        Assert.Equal([ModelPart.Decoder, ModelPart.Tower], read.Parts);
        using var bundle = new ModelBundle(config);
        Assert.Equal(2 * (TinyModels.Llama.Layers + TinyModels.Vision.Layers), bundle.SaveComponent(ModelBundle.LoraComponent).Count);
        string unknown = config.ToJson().ToJsonString().Replace("\"tower\"", "\"hat\"", StringComparison.Ordinal);
        Assert.Contains("hat", Assert.Throws<ModelConfigException>(() => ModelConfig.FromJson(unknown)).Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _bundle.Dispose();
        _scope.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private void Edit(Action<JsonObject> change)
    {
        File.Copy("golden/learning/adapter/adapter_model.safetensors", Path.Combine(_folder, "adapter_model.safetensors"));
        var config = JsonNode.Parse(File.ReadAllText("golden/learning/adapter/adapter_config.json"))!.AsObject();
        change(config);
        File.WriteAllText(Path.Combine(_folder, "adapter_config.json"), config.ToJsonString());
    }
}
