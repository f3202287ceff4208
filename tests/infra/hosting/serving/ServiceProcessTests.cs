using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rampart.Bus;

namespace Rampart.Hosting.Tests;

public sealed class ServiceProcessTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("rampart-process-").FullName;
    readonly CancellationTokenSource _stop = new();

    [Fact]
    public async Task A_process_that_is_told_to_stop_ends_with_0() =>
        Assert.Equal(0, await RunAsync((_, _, _) =>
        {
            _stop.Cancel();
            return Task.CompletedTask;
        }));

    [Fact]
    public async Task A_process_that_something_asks_to_end_with_a_code_ends_with_it() =>
        Assert.Equal(42, await RunAsync((exit, lifetime, _) =>
        {
            exit.Request(42);
            lifetime.StopApplication();
            return Task.CompletedTask;
        }));

    [Fact]
    public async Task A_process_whose_background_work_fails_ends_and_asks_to_be_started_again() =>
        Assert.Equal(75, await RunAsync(async (_, lifetime, cancellation) =>
        {
            await Task.Delay(Timeout.Infinite, lifetime.ApplicationStarted).ContinueWith(_ => { }, cancellation, default, TaskScheduler.Default);
            throw new InvalidOperationException("It broke.");
        }));

    async Task<int> RunAsync(Func<ProcessExit, IHostApplicationLifetime, CancellationToken, Task> work)
    {
        RampartConfiguration configuration = Some.Configuration(Some.Setting("Store", _folder), Some.Setting("Http:Port", "0"), Some.Setting("Log:Level", "None"));
        using IHost host = ServiceHost.Build(configuration.Options, ["coordination"], services => services.AddSingleton<IHostedService>(
            s => new Work(cancellation => work(s.GetRequiredService<ProcessExit>(), s.GetRequiredService<IHostApplicationLifetime>(), cancellation))));
        return await ServiceProcess.RunAsync(host, configuration, ["coordination"], _stop.Token);
    }

    public void Dispose()
    {
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    sealed class Work(Func<CancellationToken, Task> work) : BackgroundService
    {
        protected override Task ExecuteAsync(CancellationToken stoppingToken) => work(stoppingToken);
    }
}
