using System.Diagnostics;
using Rampart.Testing;

namespace Rampart.Distributed.Tests;

/// <summary>The demonstration that users are shown, at small size: real broker, real blob server, real images.</summary>
public sealed class RetrainingDemoTests
{
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    [Fact]
    public async Task Shards_that_arrive_retrain_the_model_by_themselves_and_mislabelled_ones_are_rejected_and_listed()
    {
        string place = Directory.CreateTempSubdirectory("rampart-demo-").FullName;
        try
        {
            string shown = await Demonstrate(Path.Combine(place, "state"));

            string[] parts = shown.Split("\n== ");
            Assert.Equal(6, parts.Length);
            Assert.Contains("retraining:1 was promoted to production", parts[1], StringComparison.Ordinal);
            Assert.Contains("retraining:2 was", parts[2], StringComparison.Ordinal);
            Assert.Contains("2 shards", parts[3], StringComparison.Ordinal);
            Assert.Contains("retraining:3 was rejected for production", parts[4], StringComparison.Ordinal);
            Assert.Contains("suspect-label", parts[4], StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(place, recursive: true);
        }
    }

    static async Task<string> Demonstrate(string state)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(RepositoryFolder.Root, "infra", "demo-retraining.sh")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment =
            {
                ["RAMPART_DEMO"] = "small",
                ["RAMPART_DISTRIBUTED"] = state,
                ["RAMPART_BROKER_PORT"] = $"{FreePorts.Find(count: 4)}",
                ["RAMPART_BLOB_PORT"] = $"{FreePorts.Find(count: 1)}",
                ["RAMPART_TOOL"] = Path.Combine(AppContext.BaseDirectory, ToolProcess.Real),
            },
        };
        using Process demo = Process.Start(start)!;
        Task<string> output = demo.StandardOutput.ReadToEndAsync(), errors = demo.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await demo.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            // The script stops what it started when it is told to end, which killing it would not let it do.
            using Process told = Process.Start("kill", ["-TERM", $"{demo.Id}"]);
            await demo.WaitForExitAsync();
        }
        Assert.True(demo.ExitCode == 0, $"{await output}\n{await errors}");
        return await output;
    }
}
