using System.Diagnostics;

namespace Rampart.Distributed.Tests;

/// <summary>One service in a process of its own, started again whenever it ends, as an orchestrator does.</summary>
sealed class ServiceProcess : IAsyncDisposable
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);
    readonly CancellationTokenSource _stop = new();
    readonly ProcessStartInfo _start;
    readonly Task _supervision;
    Process? _process;

    public ServiceProcess(string service, string tool, IReadOnlyDictionary<string, string> environment)
    {
        Service = service;
        _start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, tool), "serve", service])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["OMP_NUM_THREADS"] = "1", ["OPENBLAS_NUM_THREADS"] = "1" },
        };
        foreach ((string key, string value) in environment)
        {
            _start.Environment[key] = value;
        }
        _supervision = SuperviseAsync();
    }

    public string Service { get; }

    /// <summary>How often it has been started.</summary>
    public int Starts { get; private set; }

    /// <summary>What the processes have written lately, for the message of a failed test.</summary>
    public string Tail
    {
        get
        {
            lock (_lines)
            {
                return string.Join('\n', _lines);
            }
        }
    }

    readonly Queue<string> _lines = new();

    /// <summary>kill -9; it is started again.</summary>
    public void Kill()
    {
        if (_process is { HasExited: false } process)
        {
            process.Kill(entireProcessTree: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Kill();
        await _supervision;
        _stop.Dispose();
    }

    async Task SuperviseAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            using Process process = Process.Start(_start)!;
            Starts++;
            _process = process;
            process.OutputDataReceived += (_, line) => Keep(line.Data);
            process.ErrorDataReceived += (_, line) => Keep(line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            await process.WaitForExitAsync();
            Keep($"({Service} ended with {process.ExitCode})");
            _process = null;
            await Task.WhenAny(Task.Delay(Pause, _stop.Token));
        }
    }

    void Keep(string? line)
    {
        const int kept = 60;
        lock (_lines)
        {
            _lines.Enqueue(line ?? "");
            while (_lines.Count > kept)
            {
                _lines.Dequeue();
            }
        }
    }
}
