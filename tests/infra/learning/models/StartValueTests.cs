using Rampart.Learning.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Models;

public sealed class StartValueTests
{
    [Fact]
    public void Start_values_depend_on_the_seed_only()
    {
        using var scope = NewDisposeScope();
        using var one = new ModelBundle(TinyModels.Config);
        using var same = new ModelBundle(TinyModels.Config);
        using var other = new ModelBundle(TinyModels.Config);
        one.Initialise(5);
        same.Initialise(5);
        other.Initialise(6);
        foreach (string component in one.Components.Keys)
        {
            foreach (var (name, tensor) in one.SaveComponent(component))
            {
                Assert.True(TinyModels.AreSame(tensor, same.SaveComponent(component)[name]), name);
                bool constant = name.Contains("norm", StringComparison.Ordinal) || name.EndsWith(".bias", StringComparison.Ordinal)
                    || name == "logit_scale";
                Assert.Equal(constant, TinyModels.AreSame(tensor, other.SaveComponent(component)[name]));
            }
        }
    }

    [Theory]
    [InlineData("vision_model.encoder.layers.0.self_attn.q_proj.weight", 0.0510)] // 1/sqrt(96) / sqrt(2 * 2)
    [InlineData("vision_model.encoder.layers.1.self_attn.out_proj.weight", 0.1021)] // 1/sqrt(96)
    [InlineData("vision_model.encoder.layers.1.mlp.fc1.weight", 0.0722)] // 1/sqrt(192)
    [InlineData("vision_model.encoder.layers.1.mlp.fc2.weight", 0.0510)]
    [InlineData("vision_model.embeddings.patch_embedding.weight", 0.02)]
    [InlineData("visual_projection.weight", 0.1021)]
    public void Start_values_have_the_deviation_of_CLIP(string name, double expected)
    {
        using var scope = NewDisposeScope();
        using var tower = new ClipVisionTower(
            new ClipVisionConfig(96, 384, 2, 4, 1, 28, 4, ProjectionSize: 64), ImageNormalization.Uniform(1));
        tower.Initialise(1);
        Assert.Equal(expected, tower.Weights()[name].std().item<float>(), expected * 0.05);
    }
}
