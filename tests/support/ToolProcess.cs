using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Rampart.Testing;

/// <summary>The tool as a user starts it: a process of its own.</summary>
public sealed partial class ToolProcess : IDisposable
{
    const int InterruptSignal = 2;
    static readonly IReadOnlyDictionary<string, string> NoVariables = new Dictionary<string, string>();
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);
    readonly Process _process;
    readonly StringBuilder _seen = new(), _told = new();
    readonly Task<string> _output;
    readonly Task<string> _errors;

    ToolProcess(Process process)
    {
        _process = process;
        _output = CollectAsync(process.StandardOutput, _seen);
        _errors = CollectAsync(process.StandardError, _told);
    }

    /// <summary>The tool with the tiny stages.</summary>
    public const string Tiny = "rampart-test-tool.dll";

    /// <summary>The tool as it is shipped.</summary>
    public const string Real = "rampart.dll";

    /// <summary>Starts the tool with the tiny stages.</summary>
    public static ToolProcess Start(params string[] arguments) => StartTool(Tiny, arguments);

    /// <summary>Starts a tool that lies beside the tests.</summary>
    public static ToolProcess StartTool(string name, params string[] arguments) => StartTool(name, NoVariables, arguments);

    /// <summary>Starts a tool that lies beside the tests, with further environment variables.</summary>
    public static ToolProcess StartTool(string name, IReadOnlyDictionary<string, string> environment, params string[] arguments)
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
        foreach ((string key, string value) in environment)
        {
            start.Environment[key] = value;
        }
        return new ToolProcess(Process.Start(start)!);
    }

    /// <summary>Runs the tool with the tiny stages to its end.</summary>
    public static Task<ToolResult> Run(params string[] arguments) => RunTool(Tiny, arguments);

    /// <summary>Runs a tool to its end.</summary>
    public static Task<ToolResult> RunTool(string name, params string[] arguments) => RunTool(name, NoVariables, arguments);

    /// <summary>Runs a tool to its end, with further environment variables.</summary>
    public static async Task<ToolResult> RunTool(string name, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        using ToolProcess process = StartTool(name, environment, arguments);
        return await process.Ended();
    }

    /// <summary>Returns when it has written a line with this text to standard output.</summary>
    public Task HasWritten(string text) => HasAsync(_seen, text);

    /// <summary>Returns when it has written a line with this text to standard error.</summary>
    public Task HasTold(string text) => HasAsync(_told, text);

    /// <summary>kill -9, with everything that it started.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>Ctrl-C.</summary>
    public void Interrupt()
    {
        if (SendSignal(_process.Id, InterruptSignal) != 0)
        {
            throw new InvalidOperationException($"Process {_process.Id} could not be signalled.");
        }
    }

    /// <summary>Its end; waits a few minutes for it.</summary>
    public async Task<ToolResult> Ended()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return new ToolResult(_process.ExitCode, await _output, await _errors);
    }

    static async Task HasAsync(StringBuilder collected, string text)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (!TextOf(collected).Contains(text, StringComparison.Ordinal))
        {
            await Task.Delay(Pause, patience.Token);
        }
    }

    static async Task<string> CollectAsync(StreamReader output, StringBuilder collected)
    {
        while (await output.ReadLineAsync() is { } line)
        {
            lock (collected)
            {
                collected.Append(line).Append('\n');
            }
        }
        return TextOf(collected);
    }

    static string TextOf(StringBuilder collected)
    {
        lock (collected)
        {
            return collected.ToString();
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int process, int signal);

    /// <inheritdoc/>
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
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard error.</param>
public sealed record ToolResult(int ExitCode, string Output, string Errors);
