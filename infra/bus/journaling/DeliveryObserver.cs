using MassTransit;

namespace Rampart.Bus.Journaling;

/// <summary>Tells deliveries what their messages are, and when handling them failed.</summary>
sealed class DeliveryObserver : IConsumeObserver, IRetryObserver
{
    public Task PreConsume<T>(ConsumeContext<T> context) where T : class
    {
        JournaledDelivery.Of(context)?.Arrived(context.Message, ContractName<T>.Value, context.MessageId);
        return Task.CompletedTask;
    }

    public Task PostConsume<T>(ConsumeContext<T> context) where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, Exception exception) where T : class
    {
        if (JournaledDelivery.Of(context) is { } delivery)
        {
            delivery.Fault = exception;
        }
        return Task.CompletedTask;
    }

    public Task PreRetry<T>(RetryContext<T> context) where T : class, PipeContext
    {
        JournaledDelivery.Of(context.Context)?.Retried(context.Exception);
        return Task.CompletedTask;
    }

    public Task PostCreate<T>(RetryPolicyContext<T> context) where T : class, PipeContext => Task.CompletedTask;

    public Task PostFault<T>(RetryContext<T> context) where T : class, PipeContext => Task.CompletedTask;

    public Task RetryFault<T>(RetryContext<T> context) where T : class, PipeContext => Task.CompletedTask;

    public Task RetryComplete<T>(RetryContext<T> context) where T : class, PipeContext => Task.CompletedTask;
}
