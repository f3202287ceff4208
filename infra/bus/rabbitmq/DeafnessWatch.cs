using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Rampart.Bus.RabbitMq;

/// <summary>
/// Ends the process when one of its endpoints stays deaf although the broker answers, so that a supervisor starts it again: MassTransit 8.4
/// does not get over a consumer timeout. A broker that is away is waited for.
/// </summary>
sealed partial class DeafnessWatch(
    EndpointHearing hearing, BrokerConnection broker, DeafnessOptions options, IHostApplicationLifetime lifetime, ProcessExit exit, TimeProvider time, ILogger<DeafnessWatch> logger)
    : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        long? deafSince = null;
        using var timer = new PeriodicTimer(options.Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            IReadOnlyList<string> deaf = hearing.Deaf;
            if (deaf.Count == 0 || !await AnswersAsync(stoppingToken))
            {
                deafSince = null;
                continue;
            }
            deafSince ??= time.GetTimestamp();
            if (time.GetElapsedTime(deafSince.Value) >= options.Patience)
            {
                LogDeaf(string.Join(", ", deaf), options.Patience);
                await EndAsync();
                return;
            }
        }
    }

    async Task<bool> AnswersAsync(CancellationToken cancellation)
    {
        if (await broker.RefusalAsync(cancellation) is { } refusal)
        {
            LogAway(refusal);
            return false;
        }
        return true;
    }

    async Task EndAsync()
    {
        exit.Request(options.ExitCode);
        Environment.ExitCode = options.ExitCode;
        using var stopped = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopped);
        lifetime.StopApplication();
        try
        {
            await Task.Delay(options.StopPatience, time, stopped.Token);
        }
        catch (OperationCanceledException)
        {
            return;
        }
        // What is deaf may also be unable to stop.
        Environment.Exit(options.ExitCode);
    }

    [LoggerMessage(LogLevel.Critical, "No message has reached {Endpoints} for {Patience} although the broker answers. This process ends; its supervisor should start it again.")]
    partial void LogDeaf(string endpoints, TimeSpan patience);

    [LoggerMessage(LogLevel.Warning, "{Reason} Waiting for it.")]
    partial void LogAway(string reason);
}
