using Rampart.Safetensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Replay.Tests.Comparison;

public sealed class TensorTableTests
{
    [Fact]
    public void Every_tensor_is_equal_changed_reshaped_added_or_removed()
    {
        using Tensor ones = torch.ones(2, 3), zeros = torch.zeros(2, 3), flat = torch.ones(6);
        IReadOnlyList<TensorChange> table = Compare(
            File(("equal", ones), ("changed", ones), ("reshaped", ones), ("removed", ones)), File(("equal", ones), ("changed", zeros), ("reshaped", flat), ("added", ones)));
        Assert.Equal(
            new[] { ("added", TensorState.Added), ("changed", TensorState.Changed), ("equal", TensorState.Equal), ("removed", TensorState.Removed), ("reshaped", TensorState.Reshaped) },
            table.Select(tensor => (tensor.Name, tensor.State)).Order());
        Assert.Equal(("F32 [2, 3]", "F32 [6]"), table.Where(tensor => tensor.Name == "reshaped").Select(tensor => (tensor.There, tensor.Here)).Single());
    }

    [Fact]
    public void A_change_is_measured_by_its_norm_relative_to_the_weight_and_by_its_largest_element()
    {
        using Tensor there = tensor(new float[] { 3, 4, 0 }), here = tensor(new float[] { 3, 4.5f, -0.5f });
        TensorChange change = Assert.Single(Compare(File(("w", there)), File(("w", here))));
        Assert.Equal((3L, 2L, 0.5), (change.Elements, change.Differing, change.LargestAbsolute));
        Assert.Equal(Math.Sqrt(0.5) / 5, change.RelativeNorm, 12);
    }

    [Fact]
    public void A_single_bit_far_inside_a_tensor_of_several_blocks_is_found()
    {
        using Tensor there = torch.ones(700_000), here = torch.ones(700_000);
        here[650_001] = 1 + MathF.Pow(2, -23);
        TensorChange change = Assert.Single(Compare(File(("w", there)), File(("w", here))));
        Assert.Equal((1L, Math.Pow(2, -23)), (change.Differing, change.LargestAbsolute));
    }

    [Fact]
    public void A_difference_from_zeros_or_to_NaN_is_infinite_and_no_error()
    {
        using Tensor zeros = torch.zeros(2), ones = torch.ones(2), nan = tensor(new float[] { float.NaN, 0 });
        Assert.Equal(double.PositiveInfinity, Assert.Single(Compare(File(("w", zeros)), File(("w", ones)))).RelativeNorm);
        Assert.Equal(double.PositiveInfinity, Assert.Single(Compare(File(("w", ones)), File(("w", nan)))).LargestAbsolute);
    }

    [Fact]
    public void Tensors_without_elements_are_equal()
    {
        using Tensor none = torch.zeros(0, 4);
        Assert.Equal(TensorState.Equal, Assert.Single(Compare(File(("w", none)), File(("w", none)))).State);
    }

    [Fact]
    public void Two_files_of_a_folder_may_not_have_a_tensor_of_the_same_name()
    {
        string folder = Directory.CreateTempSubdirectory("rampart-tensors-").FullName;
        using Tensor ones = torch.ones(2);
        string[] paths = [Path.Combine(folder, "1.safetensors"), Path.Combine(folder, "2.safetensors")];
        Array.ForEach(paths, path => System.IO.File.WriteAllBytes(path, File(("w", ones))));
        Assert.Contains("2.safetensors", Assert.Throws<SafetensorsException>(() => TensorSet.Open(paths)).Message);
        Directory.Delete(folder, recursive: true);
    }

    static byte[] File(params (string Name, Tensor Tensor)[] tensors)
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Tensor));
        return stream.ToArray();
    }

    static IReadOnlyList<TensorChange> Compare(byte[] there, byte[] here)
    {
        using TensorSet one = TensorSet.Of(there, "there"), other = TensorSet.Of(here, "here");
        return TensorTable.Compare(one, other);
    }
}
