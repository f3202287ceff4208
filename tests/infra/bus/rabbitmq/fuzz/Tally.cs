using System.Collections.Concurrent;
using MassTransit;

namespace Rampart.Bus.Tests.RabbitMq.Fuzz;

/// <summary>Counts, by queue, what became of deliveries.</summary>
sealed class Tally : IReceiveObserver
{
    readonly ConcurrentDictionary<string, int> _acknowledged = new(), _consumed = new();

    /// <summary>Deliveries that were acknowledged, whatever became of them.</summary>
    public int Acknowledged(string queue) => _acknowledged.GetValueOrDefault(queue);

    /// <summary>Deliveries that their consumer dealt with.</summary>
    public int Consumed(string queue) => _consumed.GetValueOrDefault(queue);

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Count(_acknowledged, context);

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType) where T : class => Count(_consumed, context.ReceiveContext);

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception) where T : class => Task.CompletedTask;

    public Task ReceiveFault(ReceiveContext context, Exception exception) => Task.CompletedTask;

    static Task Count(ConcurrentDictionary<string, int> counts, ReceiveContext context)
    {
        counts.AddOrUpdate(context.InputAddress.AbsolutePath.Split('/')[^1], 1, static (_, count) => count + 1);
        return Task.CompletedTask;
    }
}
