using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rampart.Bus.Journaling;

namespace Rampart.Bus.RabbitMq;

/// <summary>
/// Publishes over a connection that does nothing else, and gives it up for a new one when it is stuck. With RabbitMQ.Client 7.1, a connection
/// that breaks while something is published on it may never notice: it waits for a lock that was disposed under it, and so do all who
/// publish on it, for ever. On the consumers' connection that would make every endpoint deaf.
/// </summary>
sealed partial class BrokerPublisher(
    SharedQueues queues, BrokerConnection broker, BrokerArrival arrival, TimeProvider time, ILoggerFactory loggers, ILogger<BrokerPublisher> logger,
    SendingObserver? sendings = null)
    : IMessagePublisher, IHostedService
{
    static readonly TimeSpan AttemptTimeout = TimeSpan.FromSeconds(10), Pause = TimeSpan.FromSeconds(0.5), StopTimeout = TimeSpan.FromSeconds(5);
    readonly HashSet<Type> _mandatory = [.. queues.Types];
    readonly Lock _gate = new();
    PublishingBus? _bus;

    public async Task PublishAsync(object message, Guid messageId, CancellationToken cancellation)
    {
        while (true)
        {
            PublishingBus bus = Current();
            using var patience = new CancellationTokenSource(AttemptTimeout, time);
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
            try
            {
                await bus.PublishAsync(message, messageId, _mandatory.Contains(message.GetType()), attempt.Token);
                break;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                if (await broker.RefusalAsync(cancellation) is null)
                {
                    GiveUp(bus);
                }
            }
            catch (Exception e) when (e is not MessageReturnedException && TransientFaults.AreOfTheBus(e))
            {
                await Task.Delay(Pause, time, cancellation);
            }
        }
        // No matter of the connection: a store that is away would have it given up again and again.
        await (sendings?.AllWrittenAsync(cancellation) ?? ValueTask.CompletedTask);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => _bus is { } bus ? StopAsync(bus) : Task.CompletedTask;

    PublishingBus Current()
    {
        lock (_gate)
        {
            if (_bus is null)
            {
                LogContext.ConfigureCurrentLogContext(loggers);
                IBusControl bus = MassTransit.Bus.Factory.CreateUsingRabbitMq(
                    transport => RabbitMqTransport.Configure(transport, queues, broker, arrival, retries: null));
                _ = sendings is null ? null : bus.ConnectPublishObserver(sendings.WithoutWaiting());
                _bus = new PublishingBus(bus);
            }
            return _bus;
        }
    }

    void GiveUp(PublishingBus stuck)
    {
        lock (_gate)
        {
            if (_bus != stuck)
            {
                return; // somebody else has given it up
            }
            _bus = null;
        }
        LogStuck(AttemptTimeout);
        _ = StopAsync(stuck);
    }

    async Task StopAsync(PublishingBus bus)
    {
        using var patience = new CancellationTokenSource(StopTimeout, time);
        try
        {
            await bus.StopAsync(patience.Token);
        }
        catch (Exception e)
        {
            LogNotStopped(e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Publishing has not come to an end within {Patience} although the broker answers. It goes on over a new connection.")]
    partial void LogStuck(TimeSpan patience);

    [LoggerMessage(LogLevel.Debug, "The connection for publishing did not stop in order.")]
    partial void LogNotStopped(Exception e);
}
