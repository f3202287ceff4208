using System.Text.Json;
using Rampart.Learning.Models;
using Rampart.Learning.Tokenization;
using Rampart.Safetensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Models;

public sealed class ModelFolderTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly string _folder = Directory.CreateTempSubdirectory("rampart-models").FullName;
    private readonly ModelBundle _bundle = TinyModels.Bundle();
    private readonly BpeTokenizer _tokenizer = BpeTokenizer.Train(["a photo of a shirt"], 270);

    [Fact]
    public void A_LLaVA_folder_reads_back_as_the_same_model()
    {
        ModelFolder.ExportLlava(_folder, _bundle, _tokenizer);
        Assert.Equal(
            ["config.json", "generation_config.json", "model.safetensors", "preprocessor_config.json", "processor_config.json",
                "tokenizer.json", "tokenizer_config.json"],
            Directory.GetFiles(_folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal));
        using var loaded = ModelFolder.Load(_folder);
        Assert.Equal(_bundle.Config.Language, loaded.Config.Language);
        Assert.Equal(_bundle.Config.Normalization, loaded.Config.Normalization);
        AssertEqual(_bundle.SaveComponent("language"), loaded.SaveComponent("language"));
        var pixels = TinyModels.Pixels();
        Assert.True(TinyModels.AreSame(_bundle.Vision.PatchFeatures(pixels), loaded.Vision.PatchFeatures(pixels)));
    }

    [Fact]
    public void A_LLaVA_folder_has_the_names_of_the_published_checkpoints()
    {
        ModelFolder.ExportLlava(_folder, _bundle, _tokenizer);
        using var file = SafetensorsFolder.Open(_folder);
        Assert.Contains("vision_tower.vision_model.encoder.layers.0.self_attn.q_proj.weight", file.Names);
        Assert.Contains("vision_tower.vision_model.embeddings.class_embedding", file.Names);
        Assert.Contains("multi_modal_projector.linear_1.weight", file.Names);
        Assert.Contains("language_model.model.embed_tokens.weight", file.Names);
        Assert.Contains("language_model.lm_head.weight", file.Names);
        using var config = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "config.json")));
        Assert.Equal("llava", config.RootElement.GetProperty("model_type").GetString());
        Assert.Equal(4, config.RootElement.GetProperty("image_seq_length").GetInt32());
    }

    [Fact]
    public void A_CLIP_folder_reads_back_as_the_same_model()
    {
        ModelFolder.ExportClip(_folder, _bundle, _tokenizer);
        using var loaded = ModelFolder.Load(_folder);
        AssertEqual(_bundle.SaveComponent("vision"), loaded.SaveComponent("vision"));
        AssertEqual(_bundle.SaveComponent("text"), loaded.SaveComponent("text"));
    }

    [Fact]
    public void Newer_LLaVA_names_are_understood()
    {
        ModelFolder.ExportLlava(_folder, _bundle, _tokenizer);
        var renamed = SafetensorsFolder.Read(_folder).ToDictionary(
            entry => entry.Key == "language_model.lm_head.weight"
                ? "lm_head.weight"
                : "model." + entry.Key.Replace("language_model.model.", "language_model.", StringComparison.Ordinal),
            entry => entry.Value);
        SafetensorsFile.Write(Path.Combine(_folder, "model.safetensors"), renamed);
        using var loaded = ModelFolder.Load(_folder);
        AssertEqual(_bundle.SaveComponent("language"), loaded.SaveComponent("language"));
    }

    [Fact]
    public void Equal_models_give_equal_bytes()
    {
        ModelFolder.ExportLlava(Path.Combine(_folder, "a"), _bundle, _tokenizer);
        ModelFolder.ExportLlava(Path.Combine(_folder, "b"), _bundle, _tokenizer);
        foreach (string file in Directory.GetFiles(Path.Combine(_folder, "a")))
        {
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(Path.Combine(_folder, "b", Path.GetFileName(file))));
        }
    }

    [Fact]
    public void A_missing_an_unknown_and_a_misshapen_tensor_are_named()
    {
        var weights = _bundle.SaveComponent("vision").ToDictionary(entry => entry.Key, entry => entry.Value);
        weights.Remove("visual_projection.weight");
        weights.Add("visual_projection.wait", zeros(1));
        var names = Assert.Throws<WeightMismatchException>(() => _bundle.LoadComponent("vision", weights));
        Assert.Contains("missing 1 of its tensors (visual_projection.weight)", names.Message, StringComparison.Ordinal);
        Assert.Contains("unknown 1 of its tensors (visual_projection.wait)", names.Message, StringComparison.Ordinal);

        weights.Remove("visual_projection.wait");
        weights.Add("visual_projection.weight", zeros(7, 13));
        var shape = Assert.Throws<WeightMismatchException>(() => _bundle.LoadComponent("vision", weights));
        Assert.Contains("'visual_projection.weight' has shape [7, 13] where the configuration asks for [7, 12]", shape.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_component_that_the_model_lacks_is_named()
    {
        using var tower = new ModelBundle(TinyModels.Config with { Text = null, Language = null });
        var error = Assert.Throws<InvalidOperationException>(() => tower.SaveComponent("language"));
        Assert.Contains("no component 'language'; it has vision", error.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _bundle.Dispose();
        _scope.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static void AssertEqual(IReadOnlyDictionary<string, Tensor> expected, IReadOnlyDictionary<string, Tensor> actual)
    {
        Assert.Equal(expected.Keys, actual.Keys);
        Assert.All(expected, entry => Assert.True(TinyModels.AreSame(entry.Value, actual[entry.Key]), entry.Key));
    }
}
