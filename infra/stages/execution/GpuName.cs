namespace Rampart.Stages;

/// <summary>A GPU and what drives it, as far as it matters to arithmetic: read from the driver's files, without any header or tool of CUDA's.</summary>
static class GpuName
{
    const string Cards = "/proc/driver/nvidia/gpus", Driver = "/proc/driver/nvidia/version";

    /// <summary>The GPU of a number with its driver, CUDA and cuDNN.</summary>
    /// <param name="index">The number, from 0.</param>
    public static string Of(int index) => Text(
        Directory.Exists(Cards) ? [.. Directory.EnumerateDirectories(Cards).Order(StringComparer.Ordinal).Select(card => File.ReadAllText(Path.Combine(card, "information")))] : [],
        File.Exists(Driver) ? File.ReadAllText(Driver) : "",
        index,
        TensorLibrary.CudaVersion,
        TensorLibrary.CudnnVersion);

    /// <summary>The same from the files' texts.</summary>
    public static string Text(IReadOnlyList<string> cards, string driver, int index, long cuda, long cudnn)
    {
        // A container may see some of the machine's GPUs only, in which case numbers and files need not agree; models within a machine rarely differ.
        string? card = cards.ElementAtOrDefault(index) ?? cards.FirstOrDefault();
        string model = card is null ? "" : Field(card, "Model:");
        return string.Join(", ",
            model.Length > 0 ? model : "GPU",
            $"driver {DriverVersion(driver)}",
            $"CUDA {(cuda == 0 ? "unknown" : $"{cuda / 1000}.{cuda % 1000 / 10}")}",
            $"cuDNN {Cudnn(cudnn)}");
    }

    // 8902 is 8.9.2; from 9 on, 90100 is 9.1.0.
    static string Cudnn(long version) => version switch
    {
        0 => "unknown",
        < 10_000 => $"{version / 1000}.{version % 1000 / 100}.{version % 100}",
        _ => $"{version / 10_000}.{version % 10_000 / 100}.{version % 100}",
    };

    static string Field(string text, string name) =>
        text.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Trim() ?? "";

    // "NVRM version: NVIDIA UNIX ... Kernel Module  550.54.15  Tue ...": the first word that is a version.
    static string DriverVersion(string text) =>
        text.Split('\n')[0].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(word => char.IsAsciiDigit(word[0]) && word.Contains('.', StringComparison.Ordinal)) ?? "unknown";
}
