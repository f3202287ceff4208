using System.Globalization;
using System.Text.Json;
using Rampart.Artifacts;
using Rampart.Cli.Commands;
using Rampart.Cli.Results;
using Rampart.Contracts;
using Rampart.Investigation;

namespace Rampart.Cli.Gateway;

/// <summary>Follows a run through a gateway until it ends, then fetches what came of it.</summary>
static class GatewayWatch
{
    static readonly (string Path, string File)[] Files = [("report", "report.html"), ("results", "results.json"), ("results.md", "results.md"), ("junit", "junit.xml")];

    /// <summary>Returns the exit code that the run deserves.</summary>
    public static async Task<int> FollowAsync(GatewayClient gateway, string run, RunOutput output, CancellationToken cancellation)
    {
        string id = run == RunReading.Latest ? (await gateway.GetAsync<RunDetails>($"v1/runs/{run}", cancellation)).Id : RunIds.Check(run);
        RunEvent? last = null;
        await foreach (RunLogEntry entry in GatewayEvents.FollowAsync(gateway, id, TimeProvider.System, cancellation))
        {
            last = entry.Event;
            string time = entry.Time.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
            await Console.Error.WriteLineAsync(Terminal.WithoutControls($"{time} {EventText.Of(last)}"));
        }
        if (last is not RunCompleted)
        {
            return ExitCode.Failed;
        }
        return await FetchAsync(gateway, id, output, cancellation);
    }

    static async Task<int> FetchAsync(GatewayClient gateway, string id, RunOutput output, CancellationToken cancellation)
    {
        string folder = Path.Combine(output.Folder, id);
        Directory.CreateDirectory(folder);
        foreach ((string path, string file) in Files)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, file), await gateway.GetTextAsync($"v1/runs/{id}/{path}", cancellation), cancellation);
        }
        if (output.JUnit is { } junit)
        {
            File.Copy(Path.Combine(folder, "junit.xml"), junit, overwrite: true);
        }
        string results = await File.ReadAllTextAsync(Path.Combine(folder, "results.json"), cancellation);
        Console.Out.Write(output.Json ? results : Terminal.WithoutControls(await File.ReadAllTextAsync(Path.Combine(folder, "results.md"), cancellation)));
        Console.Out.Write(output.Json ? "" : $"report: {Path.Combine(folder, "report.html")}\n");
        using JsonDocument document = JsonDocument.Parse(results);
        return document.RootElement.GetProperty("run").GetProperty("passed").GetBoolean() ? ExitCode.Ok : ExitCode.Failed;
    }
}
