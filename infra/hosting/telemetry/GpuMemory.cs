using System.Diagnostics.Metrics;
using Rampart.Stages;

namespace Rampart.Hosting;

/// <summary>
/// The gauge <c>rampart.gpu.memory.used</c>, in bytes per device. It is read when measurements are collected, and seldom; a machine without
/// <c>nvidia-smi</c> has no such gauge.
/// </summary>
sealed class GpuMemory(TimeProvider time) : IDisposable
{
    static readonly TimeSpan Freshness = TimeSpan.FromSeconds(5);
    readonly Meter _meter = new(Telemetry.Name);
    IReadOnlyList<Measurement<long>> _last = [];
    DateTimeOffset _nextLook;

    /// <summary>Publishes the gauge, if there is something to read.</summary>
    public void Publish()
    {
        if (NvidiaSmi.Find() is { } tool)
        {
            _meter.CreateObservableGauge("rampart.gpu.memory.used", () => Read(tool), "By", "Memory in use on a GPU, by all processes.");
        }
    }

    public void Dispose() => _meter.Dispose();

    IReadOnlyList<Measurement<long>> Read(NvidiaSmi tool)
    {
        if (time.GetUtcNow() >= _nextLook)
        {
            _last = [.. tool.MemoryUsed().Select(device => new Measurement<long>(device.Bytes, new KeyValuePair<string, object?>("device", device.Index)))];
            _nextLook = time.GetUtcNow() + Freshness;
        }
        return _last;
    }
}
