using System.Globalization;
using Rampart.Artifacts;

namespace Rampart.Hosting;

/// <summary>Whether there is room on the disk of the store, or of the cache when the store is elsewhere.</summary>
sealed class DiskProbe(RampartOptions options) : Probe
{
    const double Gibibyte = 1L << 30;
    const double Least = 1;

    protected override Task<string> ProbeAsync(CancellationToken cancellation)
    {
        string folder = StoreLocation.Parse(options.Store).Folder ?? options.Azure.CacheFolder ?? Path.GetTempPath();
        double free = new DriveInfo(ExistingPart(folder)).AvailableFreeSpace / Gibibyte;
        string room = string.Create(CultureInfo.InvariantCulture, $"{free:0.0} GiB free for {folder}");
        return free >= Least
            ? Task.FromResult(room)
            : throw new ProbeException($"Only {room}.", $"Make room, at least {Least} GiB, or name a folder on another disk.");
    }

    // The folder may come into being with the first run.
    static string ExistingPart(string folder)
    {
        string full = Path.GetFullPath(folder);
        while (!Directory.Exists(full))
        {
            full = Path.GetDirectoryName(full)!;
        }
        return full;
    }
}
