using System.Diagnostics;
using Rampart.Torch;

namespace Rampart.Torch.Tests.Core;

public sealed class NativeBuildTests
{
    [Fact]
    public void The_build_tells_its_version_and_instruction_set()
    {
        Assert.StartsWith(NativeBuild.Version, TorchSharp.torch.__version__);
        Assert.Contains("CPU capability usage:", NativeBuild.Configuration);
    }

    [Fact]
    public void Without_libtorch_the_build_says_what_to_install()
    {
        string script = Path.Combine(Root(), "infra/torch/native/build.sh");
        var start = new ProcessStartInfo("sh", [script, Path.GetTempPath()]) { RedirectStandardError = true };
        start.Environment["LIBTORCH"] = "/nowhere";
        using var process = Process.Start(start)!;
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(1, process.ExitCode);
        Assert.Contains("point it at a libtorch with include/ and lib/", error);
    }

    private static string Root([System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.GetFullPath("../../../..", Path.GetDirectoryName(here)!);
}
