using MassTransit;
using Rampart.Contracts;

namespace Rampart.Notifications;

/// <summary>Tells that models were promoted or rejected.</summary>
public sealed class PromotionDecidedNotifier(NotificationSender sender) : IConsumer<PromotionDecided>
{
    /// <inheritdoc/>
    public Task Consume(ConsumeContext<PromotionDecided> context) => sender.SendAsync(Notification.Of(context.Message), context.CancellationToken);
}
