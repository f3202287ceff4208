using System.Diagnostics;
using System.Globalization;
using Rampart.Artifacts;
using Rampart.Artifacts.Files;
using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Mining;
using Rampart.Pairing;
using Rampart.Pipeline;
using Rampart.Preprocessing;
using Rampart.Training;

namespace Rampart.Benchmarks;

/// <summary>
/// Coordinates a run of very many items whose workers answer at once: the real plans, planner, fold and session, on a log in memory. Then
/// takes the run up again from its log, as after a restart. Then coordinates ten thousand items on a log on disk.
/// </summary>
static class Planning
{
    const string RunId = "planning-1";
    const int Window = 64;
    const int Usual = 1_000_000;
    const int ItemsOnDisk = 10_000;

    // What the runtime allows itself in a container of 1 GB. Without a limit it lets garbage lie, and its peak says little about the need.
    const ulong MostHeap = 768UL << 20;

    static readonly StageCatalog Catalog =
        new([PreprocessingRegistration.Kind, TrainingRegistration.Kind, MiningRegistration.Kind, PairingRegistration.Kind]);

    /// <summary>Usage: planning [items [rounds]]: one wide fan-out of three stages unless more rounds are given.</summary>
    public static async Task RunAsync(IReadOnlyList<string> arguments)
    {
        AppContext.SetData("GCHeapHardLimit", MostHeap);
        GC.RefreshMemoryLimit();
        int items = arguments.Count > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : Usual;
        int rounds = arguments.Count > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 1;

        PipelineDefinition pipeline = PlanningPipeline.Of(Catalog, items, rounds);
        var memory = new MemoryLog();
        await memory.AppendAsync(RunId, 0, [PlanningPipeline.Started(RunId, pipeline)], default);
        await ReportAsync("coordinated", () => CoordinateAsync(memory, pipeline, messagesAtOnce: 1));
        await ReportAsync("taken up from the log", async () =>
        {
            await CoordinateAsync(memory, pipeline, messagesAtOnce: 1);
            return memory.Count;
        });
        foreach (int messages in new[] { 1, Window })
        {
            await ReportAsync($"on disk, {messages} messages at once", () => CoordinateOnDiskAsync(messages));
        }
    }

    static async Task<int> CoordinateOnDiskAsync(int messagesAtOnce)
    {
        string root = Directory.CreateTempSubdirectory("rampart-planning-").FullName;
        try
        {
            using StoreFolder folder = StoreFolder.Open(root);
            var log = new FileRunLogStore(folder, TimeProvider.System);
            PipelineDefinition pipeline = PlanningPipeline.Of(Catalog, ItemsOnDisk, rounds: 1);
            await log.AppendAsync(RunId, 0, [PlanningPipeline.Started(RunId, pipeline)], default);
            return await CoordinateAsync(log, pipeline, messagesAtOnce);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    static async Task<int> CoordinateAsync(IRunLogStore log, PipelineDefinition pipeline, int messagesAtOnce)
    {
        var session = new RunSession(
            new RunView(RunId, log, Catalog, (_, _) => Task.FromResult(pipeline)),
            new NoResults(), new NoPromotion(), new Credit(Window), new IgnoredMessages(), TimeSpan.FromHours(1), TimeProvider.System);
        var workers = new Workers();
        await session.TryAdvanceAsync(new RunMessage.TakeUp(), workers, default);
        while (workers.Answer(messagesAtOnce) is { Count: > 0 } answers)
        {
            // Each on a thread of its own as from a bus: what writes to a disk holds its thread.
            await (answers.Count == 1
                ? (Task)session.TryAdvanceAsync(new RunMessage.Happened(answers[0]), workers, default)
                : Task.WhenAll(answers.Select(answer => Task.Run(() => session.TryAdvanceAsync(new RunMessage.Happened(answer), workers, default)))));
        }
        return workers.Told == 1 ? workers.Answered : throw new InvalidOperationException("The run has not ended.");
    }

    static async Task ReportAsync(string what, Func<Task<int>> measured)
    {
        var watch = Stopwatch.StartNew();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        int items = await measured();
        double seconds = watch.Elapsed.TotalSeconds, processor = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{what}: {items:N0} items in {seconds:F1} s ({processor:F1} s of processor time), {items / seconds:N0} items/s, "
            + $"{GC.GetTotalMemory(forceFullCollection: true) / 1e6:F0} MB left, peak {PeakBytes() / 1e6:F0} MB"));
    }

    // What the process ever held at once; the kernel counts it in kB.
    static long PeakBytes() => 1024 * long.Parse(
        File.ReadLines("/proc/self/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(':')[1].Replace("kB", "").Trim(),
        CultureInfo.InvariantCulture);
}
