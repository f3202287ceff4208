using System.Diagnostics;
using Rampart.Hosting;
using Rampart.Learning.Models;
using Spectre.Console;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Benchmarks.Devices;

/// <summary>Measures the processor at small size and, where there is one, a GPU at the published size, each against a product of matrices in the same run.</summary>
static class DeviceBenchmark
{
    const int LargestMatrix = 8192, SmallMatrix = 1024;

    public static void Run(int rounds)
    {
        var table = new Table().AddColumns("device", "products", "what", "samples/s", "ms", "TFLOP/s", "of a matrix product", "memory, GiB").Border(TableBorder.Markdown);
        foreach (ComputePrecision precision in new[] { ComputePrecision.Float32, ComputePrecision.BFloat16 })
        {
            Measure(table, rounds, CPU, DeviceSizes.Small, SmallMatrix, precision);
        }
        if (cuda.is_available())
        {
            Measure(table, rounds, CUDA, DeviceSizes.Published, LargestMatrix, ComputePrecision.BFloat16);
        }
        AnsiConsole.Profile.Width = 140;
        AnsiConsole.MarkupLineInterpolated($"Medians of {rounds} rounds; {(cuda.is_available() ? "GPU at the published size, processor at small size" : "no GPU here: processor at small size only")}.");
        AnsiConsole.Write(table);
    }

    static void Measure(Table table, int rounds, Device device, DeviceSizes sizes, int matrix, ComputePrecision precision)
    {
        double peak = ProductFlops(matrix, device, precision, rounds);
        using var workload = new DeviceWorkload(sizes, device, precision);
        foreach ((string name, int samples, double flops, Action run) in workload.All())
        {
            double seconds = Seconds(run, device, rounds);
            double speed = flops / seconds;
            table.AddRow(
                device.ToString(), precision == ComputePrecision.Float32 ? "float32" : "bf16", name, $"{samples / seconds:F2}", $"{1000 * seconds:F1}",
                $"{speed / 1e12:F3}", $"{speed / peak:P0}", $"{Memory(device) / (double)(1 << 30):F2}");
        }
    }

    static double ProductFlops(int size, Device device, ComputePrecision precision, int rounds)
    {
        using var scope = NewDisposeScope();
        using var off = no_grad();
        ScalarType type = precision == ComputePrecision.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32;
        Tensor left = rand([size, size], device: device).to(type), right = rand([size, size], device: device).to(type);
        return 2 * Math.Pow(size, 3) / Seconds(() => left.mm(right).Dispose(), device, rounds);
    }

    static double Seconds(Action run, Device device, int rounds)
    {
        run();
        var times = new List<double>();
        for (int round = 0; round < rounds; round++)
        {
            Finish(device);
            long started = Stopwatch.GetTimestamp();
            run();
            Finish(device);
            times.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
        }
        times.Sort();
        return times[times.Count / 2];
    }

    static void Finish(Device device)
    {
        if (device.type == DeviceType.CUDA)
        {
            cuda.synchronize();
        }
    }

    // What is held at the end: libtorch's allocator gives nothing back to the GPU, so that this is the peak there.
    static long Memory(Device device) => device.type == DeviceType.CUDA
        ? NvidiaSmi.Find()?.MemoryUsed().Select(gpu => gpu.Bytes).FirstOrDefault() ?? 0
        : Environment.WorkingSet;
}
