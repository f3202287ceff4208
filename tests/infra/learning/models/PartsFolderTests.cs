using Rampart.Learning.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Models;

public sealed class PartsFolderTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();
    private readonly string _folder = Directory.CreateTempSubdirectory("rampart-parts").FullName;
    private readonly ModelBundle _bundle = TinyModels.Bundle();

    [Fact]
    public void Everything_that_a_model_carries_goes_into_a_folder_and_onto_another_copy_of_the_model()
    {
        _bundle.AttachPrompt(new LearnedPromptConfig(2));
        _bundle.Prompt!.Initialise(1);
        _bundle.AttachSafety(new SafetyModulesConfig(4, ["contents", "safe"], 2, 2, 1, 1, 2, ConceptPooling.Mean) { Control = new SafetyControl(0.1, [[5], [6], [7]]) });
        _bundle.Safety!.Initialise(2);
        _bundle.AttachDefence(new RepresentationShiftConfig(ShiftLevel.Dataset, 0.5, 1));
        _bundle.FitDefence(TinyModels.Pixels().narrow(0, 0, 1), [TinyModels.Prompts[0]]);
        PartsFolder.Save(_folder, _bundle);

        using ModelBundle other = TinyModels.Bundle();
        PartsFolder.Attach(_folder, other);

        Assert.Equal(["defence.safetensors", "parts.json", "prompt.safetensors", "safety.safetensors"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
        Assert.Equal(_bundle.Config.ToJson().ToJsonString(), other.Config.ToJson().ToJsonString());
        Assert.Equal(Rated(_bundle), Rated(other));
        Assert.Equal(_bundle.Prompt.Context.data<float>().ToArray(), other.Prompt!.Context.data<float>().ToArray());
    }

    [Fact]
    public void A_part_without_tensors_is_its_configuration_alone()
    {
        _bundle.AttachDefence(new ConstitutionalCalibrationConfig("be safe", [10, 14], 1));
        PartsFolder.Save(_folder, _bundle);
        using ModelBundle other = TinyModels.Bundle();
        PartsFolder.Attach(_folder, other);

        Assert.Equal(["parts.json"], Directory.GetFiles(_folder).Select(Path.GetFileName));
        Assert.Equal(Rated(_bundle), Rated(other));
    }

    [Fact]
    public void A_model_that_carries_nothing_has_nothing_to_write()
    {
        Assert.False(PartsFolder.HasParts(_bundle.Config));
        Assert.Throws<InvalidOperationException>(() => PartsFolder.Save(_folder, _bundle));
    }

    public void Dispose()
    {
        _bundle.Dispose();
        _scope.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static float[] Rated(ModelBundle bundle)
    {
        using AnswerBatch batch = AnswerBatch.FromTokens(TinyModels.Prompts, TinyModels.Answers, 3, 0);
        return bundle.Language!.LogProbs(bundle.Vision.PatchFeatures(TinyModels.Pixels()), batch).Sum().data<float>().ToArray();
    }
}
