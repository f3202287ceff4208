using System.Diagnostics;

namespace Rampart.Bus.Tests.RabbitMq;

/// <summary>A worker that can be killed without the tests.</summary>
sealed class WorkerProcess : IDisposable
{
    public const int DeliveryLimit = 1;
    public const string Begun = "begun";
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    readonly Process _process;

    WorkerProcess(Process process) => _process = process;

    public static WorkerProcess Start(string behaviour, BusOptions options, string store)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(WorkerProcess).Assembly.Location, behaviour, options.Uri!.ToString(), store])
        {
            RedirectStandardOutput = true,
        };
        return new WorkerProcess(Process.Start(start)!);
    }

    /// <summary>Waits until it computes.</summary>
    public async Task Computes()
    {
        using var patience = new CancellationTokenSource(Patience);
        Assert.Equal(Begun, await _process.StandardOutput.ReadLineAsync(patience.Token));
    }

    /// <summary>Waits until it ends by itself; returns its exit code.</summary>
    public async Task<int> Ended()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>kill -9.</summary>
    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }
}
