using System.Net.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Rampart.Bus.RabbitMq;

/// <summary>
/// Waits until somebody listens at the broker's address, before MassTransit connects. Left alone, MassTransit waits up to half a minute between
/// its attempts, most of which a broker that restarts is back for.
/// </summary>
sealed partial class BrokerArrival(BrokerConnection broker, IHostApplicationLifetime lifetime, TimeProvider time, ILogger<BrokerArrival> logger)
{
    static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.1), LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Returns when the address answers.</summary>
    /// <exception cref="OperationCanceledException">This process stops.</exception>
    public async Task WaitAsync()
    {
        CancellationToken stopping = lifetime.ApplicationStopping;
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(broker.Host, broker.Port, stopping);
                return;
            }
            catch (SocketException e)
            {
                if (attempt == 0)
                {
                    LogAway(broker.Name, e.Message);
                }
                await Task.Delay(Pause(attempt), time, stopping);
            }
        }
    }

    // Processes that lost the broker together do not come back together.
    static TimeSpan Pause(int attempt)
    {
        TimeSpan pause = FirstPause * Math.Pow(2, Math.Min(attempt, 10));
        return (pause < LongestPause ? pause : LongestPause) * Jitter.Of(attempt, Environment.MachineName, $"{Environment.ProcessId}");
    }

    [LoggerMessage(LogLevel.Warning, "The broker {Broker} does not answer: {Reason} Waiting for it.")]
    partial void LogAway(string broker, string reason);
}
