using Rampart.Pipeline;
using static TorchSharp.torch;

namespace Rampart.Stages.Tests;

public sealed class DeviceTests
{
    [Theory]
    [InlineData("auto", Precision.Auto, true, false, "cuda-bfloat16")]
    [InlineData("auto", Precision.Auto, false, true, "cpu-bfloat16")]
    [InlineData("auto", Precision.Auto, false, false, "cpu-float32")]
    [InlineData("cpu", Precision.Auto, true, false, "cpu-float32")]
    [InlineData("cuda:1", Precision.Tf32, false, false, "cuda:1-tf32")]
    [InlineData("auto", Precision.Bf16, false, false, "cpu-bfloat16")]
    public void A_run_decides_what_auto_means_on_its_machine(string device, Precision precision, bool hasCuda, bool hasMatrixUnits, string expected) =>
        Assert.Equal(expected, RunNumerics.Of(Pipeline(device, precision), () => hasCuda, hasMatrixUnits));

    [Fact]
    public void Kernels_that_need_not_repeat_themselves_are_declared_on_gpus_alone()
    {
        PipelineDefinition free = Pipeline("auto", Precision.Float32) with { Deterministic = false };

        Assert.Equal("cuda-float32-nondeterministic", RunNumerics.Of(free, () => true, false));
        Assert.Equal("cpu-float32", RunNumerics.Of(free, () => false, false));
    }

    [Fact]
    public void Tf32_without_a_gpu_is_refused_before_anything_runs() =>
        Assert.Contains("tf32 exists on GPUs only", Assert.Throws<PipelineException>(() => RunNumerics.Of(Pipeline("auto", Precision.Tf32), () => false, true)).Message);

    [Fact]
    public void A_worker_without_the_device_says_so_and_what_to_do()
    {
        string absent = $"cuda:{(cuda.is_available() ? cuda.device_count() : 0)}-float32";

        var refused = Assert.Throws<StageException>(() => Numerics.Device(absent));

        Assert.Contains(absent.Split('-')[0], refused.Failure.What);
        Assert.Contains(absent, refused.Failure.Where);
        Assert.Contains("device=cpu", refused.Failure.Fix);
    }

    [Fact]
    public void A_gpu_is_named_with_its_driver_cuda_and_cudnn() => Assert.Equal(
        "NVIDIA H200, driver 570.86.15, CUDA 12.8, cuDNN 9.7.1",
        GpuName.Text(
            ["Model: \t\t NVIDIA A100\nIRQ: 1\n", "Model: \t\t NVIDIA H200\n"],
            "NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  570.86.15  Release Build\nGCC version: 12\n", 1, 12_080, 90_701));

    [Fact]
    public void What_is_not_known_about_a_gpu_is_named_unknown() => Assert.Equal("GPU, driver unknown, CUDA unknown, cuDNN 8.9.2", GpuName.Text([], "", 0, 0, 8902));

    [Fact]
    public async Task Items_that_want_other_kernels_wait_for_those_that_run_and_others_do_not()
    {
        var set = new List<string>();
        var modes = new KernelModes(numerics => set.Add(numerics.ToString()));
        IDisposable first = modes.Enter(new NumericsWord("cuda", "tf32"), default), alike = modes.Enter(new NumericsWord("cuda:1", "tf32"), default);
        modes.Enter(new NumericsWord("cpu", "float32"), default).Dispose();
        using var tired = new CancellationTokenSource();
        Task<IDisposable> other = Task.Run(() => modes.Enter(new NumericsWord("cuda", "float32"), default));
        Task<IDisposable> given = Task.Run(() => modes.Enter(new NumericsWord("cuda", "float32"), tired.Token));
        await tired.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        first.Dispose();
        Assert.Equal(["cuda-tf32"], set);

        alike.Dispose();
        (await other).Dispose();

        Assert.Equal(["cuda-tf32", "cuda-float32"], set);
    }

    static PipelineDefinition Pipeline(string device, Precision precision) => new("sample", 1, precision, [], null, "", "") { Device = device };
}
