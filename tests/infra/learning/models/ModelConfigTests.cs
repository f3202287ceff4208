using Rampart.Learning.Models;

namespace Rampart.Learning.Tests.Models;

public sealed class ModelConfigTests
{
    [Fact]
    public void Absent_keys_mean_the_published_defaults()
    {
        var clip = ClipConfig.FromJson("""{"model_type":"clip"}""");
        Assert.Equal(new ClipVisionConfig(), clip.Vision);
        Assert.Equal((768, 32, 49408, 77), (clip.Vision.HiddenSize, clip.Vision.PatchSize, clip.Text.VocabularySize, clip.Text.MaxPositions));
        var llava = LlavaConfig.FromJson("""
            {"model_type":"llava","image_token_index":32000,"text_config":{"vocab_size":32064,"unknown_key":[1]},
             "vision_config":{"hidden_size":1024,"num_attention_heads":16,"num_hidden_layers":24,"image_size":336,"patch_size":14}}
            """);
        Assert.Equal((4096, 11008, 32, 128, 576), (llava.Text.HiddenSize, llava.Text.IntermediateSize, llava.Text.Layers, llava.Text.HeadSize, llava.ImageTokens));
        Assert.Equal(-2, llava.VisionFeatureLayer);
    }

    [Fact]
    public void Legacy_config_dicts_win_over_the_plain_objects()
    {
        var config = ClipConfig.FromJson(
            """{"model_type":"clip","vision_config":{"patch_size":32},"vision_config_dict":{"patch_size":14}}""");
        Assert.Equal(14, config.Vision.PatchSize);
    }

    [Fact]
    public void What_is_written_reads_back_equal()
    {
        var config = TinyModels.Config;
        Assert.Equal(config, ModelConfig.FromJson(config.ToJson().ToJsonString()));
        Assert.Equal(config.Language, LlavaConfig.FromJson(config.Language!.ToJson().ToJsonString()));
    }

    [Theory]
    [InlineData("""{"hidden_size":100,"num_attention_heads":3}""", "'hidden_size' 100 is not a multiple of 'num_attention_heads' 3")]
    [InlineData("""{"hidden_size":"wide"}""", "'hidden_size' is \"wide\"; give an integer")]
    [InlineData("""{"hidden_size":-4}""", "'hidden_size' is -4")]
    [InlineData("""{"hidden_size":1e99}""", "'hidden_size' is 1e99")]
    [InlineData("""{"patch_size":500}""", "'patch_size' 500 is larger than 'image_size' 224")]
    [InlineData("""{"hidden_act":"relu"}""", "'hidden_act' is 'relu'; known are quick_gelu, gelu")]
    [InlineData("""{"layer_norm_eps":0}""", "'layer_norm_eps' is 0; give a positive")]
    [InlineData("""[]""", "expected a JSON object")]
    [InlineData("""{"hidden_size":""", "not valid JSON")]
    public void A_bad_vision_configuration_is_refused_by_key(string json, string message)
    {
        var error = Assert.Throws<ModelConfigException>(() => ClipVisionConfig.FromJson(json));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"num_attention_heads":32,"num_key_value_heads":5}""", "'num_key_value_heads' 5")]
    [InlineData("""{"head_dim":5}""", "'head_dim' is 5")]
    [InlineData("""{"rope_scaling":{"type":"linear","factor":2}}""", "'rope_scaling' is set")]
    [InlineData("""{"attention_bias":true}""", "'attention_bias' is true")]
    [InlineData("""{"hidden_act":"gelu"}""", "known are silu")]
    [InlineData("""{"eos_token_id":40000}""", "'eos_token_id' is 40000, outside the vocabulary of 32000")]
    public void A_bad_decoder_configuration_is_refused_by_key(string json, string message)
    {
        var error = Assert.Throws<ModelConfigException>(() => LlamaConfig.FromJson(json));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_that_do_not_fit_each_other_are_refused()
    {
        var widths = TinyModels.Config with { Text = TinyModels.Text with { ProjectionSize = 9 } };
        Assert.Contains("'projection_dim' is 9", Assert.Throws<ModelConfigException>(() => new ModelBundle(widths)).Message, StringComparison.Ordinal);
        var towers = TinyModels.Config with { Vision = TinyModels.Vision with { Layers = 2 } };
        Assert.Contains("make them equal", Assert.Throws<ModelConfigException>(() => new ModelBundle(towers)).Message, StringComparison.Ordinal);
        var channels = TinyModels.Config with { Normalization = ImageNormalization.Clip };
        Assert.Contains("for 2 channels", Assert.Throws<ModelConfigException>(() => new ModelBundle(channels)).Message, StringComparison.Ordinal);
    }
}
