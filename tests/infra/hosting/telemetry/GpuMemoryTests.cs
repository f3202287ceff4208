using System.Diagnostics.Metrics;
using System.Runtime.Versioning;

namespace Rampart.Hosting.Tests;

/// <summary>With a script in the place of the tool, since no GPU is needed to read what it writes.</summary>
[SupportedOSPlatform("linux")]
public sealed class GpuMemoryTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("rampart-gpu-").FullName;
    readonly string? _path = Environment.GetEnvironmentVariable("PATH");

    [Fact]
    public void The_gauge_tells_bytes_per_device_and_leaves_out_what_a_device_does_not_tell()
    {
        Answer("0, 1024\n1, [N/A]\n2, 3\n");
        Assert.Equal([(0, 1024L << 20), (2, 3L << 20)], Read(times: 1));
    }

    [Fact]
    public void The_tool_is_not_asked_again_within_seconds()
    {
        Answer("0, 1\n");
        Assert.Equal(3, Read(times: 3).Count);
        Assert.Single(File.ReadAllLines(Path.Combine(_folder, "asked")));
    }

    [Fact]
    public void A_machine_without_the_tool_has_no_gauge() => Assert.Empty(Read(times: 1));

    [Fact]
    public void A_tool_that_fails_measures_nothing()
    {
        Answer("NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.\n");
        Assert.Empty(Read(times: 1));
    }

    List<(int Device, long Bytes)> Read(int times)
    {
        Environment.SetEnvironmentVariable("PATH", $"{_folder}:/usr/bin:/bin");
        var seen = new List<(int, long)>();
        using var gpu = new GpuMemory(TimeProvider.System);
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "rampart.gpu.memory.used")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, bytes, tags, _) => seen.Add(((int)tags[0].Value!, bytes)));
        listener.Start();
        gpu.Publish();
        for (int i = 0; i < times; i++)
        {
            listener.RecordObservableInstruments();
        }
        return seen;
    }

    void Answer(string text)
    {
        string tool = Path.Combine(_folder, "nvidia-smi");
        File.WriteAllText(tool, $"#!/bin/sh\necho asked >> {_folder}/asked\nprintf '{text.Replace("\n", "\\n").Replace("'", "'\\''")}'\n");
        File.SetUnixFileMode(tool, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        Directory.Delete(_folder, recursive: true);
    }
}
