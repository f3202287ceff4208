using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Rampart.EndToEnd.Tests;

/// <summary>The tool as a user starts it: a process of its own.</summary>
sealed class ToolProcess : IDisposable
{
    const int InterruptSignal = 2;
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    readonly Process _process;
    readonly Task<string> _output;
    readonly Task<string> _errors;

    ToolProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The tool with the tiny stages.</summary>
    public const string Tiny = "rampart-test-tool.dll";

    /// <summary>The tool as it is shipped.</summary>
    public const string Real = "rampart.dll";

    public static ToolProcess Start(params string[] arguments) => StartTool(Tiny, arguments);

    public static ToolProcess StartTool(string name, params string[] arguments)
    {
        string tool = Path.Combine(AppContext.BaseDirectory, name);
        // Whoever starts the tests in the background may have SIGINT ignored, which children inherit.
        var start = new ProcessStartInfo("env", ["--default-signal=INT", "dotnet", tool, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
            Environment = { ["OMP_NUM_THREADS"] = "1", ["OPENBLAS_NUM_THREADS"] = "1" },
        };
        return new ToolProcess(Process.Start(start)!);
    }

    public static Task<ToolResult> Run(params string[] arguments) => RunTool(Tiny, arguments);

    public static async Task<ToolResult> RunTool(string name, params string[] arguments)
    {
        using ToolProcess process = StartTool(name, arguments);
        return await process.Ended();
    }

    public void Kill() => _process.Kill(entireProcessTree: true);

    public void Interrupt() => Assert.Equal(0, SendSignal(_process.Id, InterruptSignal));

    public async Task<ToolResult> Ended()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return new ToolResult(_process.ExitCode, await _output, await _errors);
    }

    [DllImport("libc", EntryPoint = "kill")]
    static extern int SendSignal(int process, int signal);

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
    }
}

/// <summary>How the tool ended and what it wrote.</summary>
sealed record ToolResult(int ExitCode, string Output, string Errors);
