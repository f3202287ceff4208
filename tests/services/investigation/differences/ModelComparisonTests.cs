using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Replay;
using Rampart.Safetensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Investigation.Tests;

public sealed class ModelComparisonTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("rampart-models-").FullName;
    readonly MemoryArtifacts _artifacts = new();

    [Fact]
    public void Folders_are_compared_tensor_by_tensor_over_all_their_files_and_file_by_file()
    {
        using Tensor ones = torch.ones(2, 2), zeros = torch.zeros(2, 2);
        string there = Folder("a", """{"layers": 2}""", ("model-1", [("x", ones)]), ("model-2", [("y", ones)]));
        string here = Folder("b", """{"layers": 3}""", ("model", [("x", ones), ("y", zeros)]));
        ModelDifference found = ModelComparison.Compare(new DiffSubject.OfFolder(there), new DiffSubject.OfFolder(here));
        Assert.Equal([("x", TensorState.Equal), ("y", TensorState.Changed)], found.Components.Single().Tensors.Select(tensor => (tensor.Name, tensor.State)));
        Assert.Equal("$.layers is 2 there and 3 here", Assert.Single(found.Files).First!.Describe());
        Assert.False(found.Identical);
        Assert.True(ModelComparison.Compare(new DiffSubject.OfFolder(there), new DiffSubject.OfFolder(there)).Identical);
    }

    [Fact]
    public void A_folder_without_tensors_and_one_with_a_damaged_file_are_answered_with_what_is_wrong()
    {
        string empty = Folder("empty", "{}"), damaged = Folder("damaged", "{}");
        File.WriteAllText(Path.Combine(damaged, "model.safetensors"), "no tensors");
        Assert.Contains("rampart report", Assert.Throws<InvestigationException>(() => Compare(empty, empty)).Message);
        Assert.Contains("model.safetensors", Assert.Throws<ArtifactException>(() => Compare(damaged, damaged)).Message);
    }

    [Fact]
    public async Task Models_of_stages_are_compared_component_by_component()
    {
        using Tensor ones = torch.ones(2, 2), zeros = torch.zeros(2, 2);
        NamedArtifact vision = Part("vision", [("w", ones)]), text = Part("text", [("t", ones)]), changed = Part("text", [("t", zeros)]), lora = Part("lora", [("l", ones)]);
        var config = new NamedArtifact("config", _artifacts.Add(MediaTypes.Json, "{}"u8));
        ModelDifference found = await new ModelComparison(_artifacts).CompareAsync(
            new DiffSubject.OfModel("there", [vision, text, config]), new DiffSubject.OfModel("here", [vision, changed, config, lora]), default);
        Assert.Equal(
            [("vision", TensorState.Equal), ("text", TensorState.Changed), ("lora", TensorState.Added)],
            found.Components.Select(component => (component.Name, Assert.Single(component.Tensors).State)));
        Assert.True(Assert.Single(found.Files).IsEqual);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    static ModelDifference Compare(string there, string here) => ModelComparison.Compare(new DiffSubject.OfFolder(there), new DiffSubject.OfFolder(here));

    NamedArtifact Part(string role, (string Name, Tensor Tensor)[] tensors) => new(role, _artifacts.Add(MediaTypes.Safetensors, Bytes(tensors)));

    string Folder(string name, string config, params (string File, (string Name, Tensor Tensor)[] Tensors)[] files)
    {
        string folder = Directory.CreateDirectory(Path.Combine(_folder, name)).FullName;
        File.WriteAllText(Path.Combine(folder, "config.json"), config);
        foreach ((string file, (string Name, Tensor Tensor)[] tensors) in files)
        {
            File.WriteAllBytes(Path.Combine(folder, $"{file}.safetensors"), Bytes(tensors));
        }
        return folder;
    }

    static byte[] Bytes((string Name, Tensor Tensor)[] tensors)
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Tensor));
        return stream.ToArray();
    }
}
