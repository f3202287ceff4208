using MassTransit;
using Rampart.Contracts;

namespace Rampart.Notifications;

/// <summary>Tells that runs ended. The message stays in the queue until the notification has been taken, also across a restart.</summary>
public sealed class RunFinishedNotifier(NotificationSender sender) : IConsumer<RunFinished>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<RunFinished> context) => sender.SendAsync(Notification.Of(context.Message), context.CancellationToken);
}
