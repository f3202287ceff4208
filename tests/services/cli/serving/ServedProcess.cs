using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using Rampart.Testing;

namespace Rampart.Cli.Tests;

/// <summary>A process that serves, with what it wrote so far.</summary>
sealed class ServedProcess : IDisposable
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    readonly ConcurrentQueue<string> _lines = new();
    readonly Process _process;

    public ServedProcess(IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, ToolProcess.Tiny), "serve", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string key, string value) in environment)
        {
            start.Environment[key] = value;
        }
        _process = Process.Start(start)!;
        _process.OutputDataReceived += Keep;
        _process.ErrorDataReceived += Keep;
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public IReadOnlyCollection<string> Lines => _lines;

    public bool HasEnded => _process.HasExited;

    /// <summary>The lines that are JSON with this property.</summary>
    public IReadOnlyList<JsonElement> LinesWith(string property) =>
        [.. _lines.Where(line => line.StartsWith('{')).Select(line => JsonDocument.Parse(line).RootElement).Where(line => line.TryGetProperty(property, out _))];

    /// <summary>Returns when a line holds this text.</summary>
    public async Task SaysAsync(string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!_lines.Any(line => line.Contains(text, StringComparison.Ordinal)))
        {
            Assert.False(patience.IsCancellationRequested || _process.HasExited, $"It never said \"{text}\", but:\n{string.Join('\n', _lines)}");
            await Task.Delay(20);
        }
    }

    /// <summary>SIGTERM, as an orchestrator stops it; returns the exit code.</summary>
    public async Task<int> StopAsync()
    {
        using Process kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        return await EndedAsync();
    }

    /// <summary>kill -9.</summary>
    public Task<int> KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        return EndedAsync();
    }

    public async Task<int> EndedAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
    }

    void Keep(object sender, DataReceivedEventArgs received)
    {
        if (received.Data is { } line)
        {
            _lines.Enqueue(line);
        }
    }
}
