using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Rampart.Hosting;

/// <summary>The tool that tells about NVIDIA's GPUs.</summary>
sealed class NvidiaSmi
{
    const string Name = "nvidia-smi";
    const long Mebibyte = 1 << 20;
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    readonly string _path;

    NvidiaSmi(string path) => _path = path;

    /// <summary>The tool, if one is on the path.</summary>
    public static NvidiaSmi? Find() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, Name)).FirstOrDefault(File.Exists) is { } path ? new NvidiaSmi(path) : null;

    /// <summary>The memory in use on each device; empty when the tool does not answer.</summary>
    public IReadOnlyList<(int Index, long Bytes)> MemoryUsed() =>
    [
        .. Query("index,memory.used").Select(fields => (
            Index: int.Parse(fields[0], CultureInfo.InvariantCulture), Bytes: long.Parse(fields[1], CultureInfo.InvariantCulture) * Mebibyte)),
    ];

    /// <summary>Name, driver and free memory of each device, as the tool writes them; empty when it does not answer.</summary>
    public IReadOnlyList<string> Devices() =>
        [.. Query("name,driver_version,memory.free").Select(fields => $"{fields[0]}, driver {fields[1]}, {fields[2]} MiB free")];

    List<string[]> Query(string fields)
    {
        try
        {
            var start = new ProcessStartInfo(_path, [$"--query-gpu={fields}", "--format=csv,noheader,nounits"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process process = Process.Start(start)!;
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            if (!process.WaitForExit(Patience))
            {
                process.Kill();
                return [];
            }
            int wanted = fields.Split(',').Length;
            IEnumerable<string[]> lines = output.GetAwaiter().GetResult().Split('\n').Select(line => line.Split(',', StringSplitOptions.TrimEntries));
            return [.. lines.Where(line => line.Length == wanted && IsAnswer(line))];
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            // Telemetry must never disturb work: a tool that can't be started tells nothing.
            return [];
        }
    }

    // A device that does not tell a figure says [N/A].
    static bool IsAnswer(string[] fields) => fields.All(field => field.Length > 0 && !field.StartsWith('['));
}
