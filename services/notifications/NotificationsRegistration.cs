using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Rampart.Bus;
using Rampart.Hosting;

namespace Rampart.Notifications;

/// <summary>Adds what tells others how runs ended.</summary>
public static class NotificationsRegistration
{
    /// <summary>Adds the service. Call it before the bus is added.</summary>
    /// <exception cref="Rampart.Hosting.ConfigurationException">Nothing says whom to tell, or how to sign, or the address is none that may be used.</exception>
    public static IServiceCollection AddNotifications(this IServiceCollection services, NotificationOptions options)
    {
        NotificationCheck.ThrowIfUnusable(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(NotificationRetries.Default);
        return services
            .AddSingleton(options)
            .AddSingleton<NotificationSender>()
            .AddToBus(ServiceNames.Notifications, bus =>
            {
                bus.AddConsumer<RunFinishedNotifier>().Endpoint(endpoint => endpoint.Name = ServiceNames.Notifications);
                bus.AddConsumer<PromotionDecidedNotifier>().Endpoint(endpoint => endpoint.Name = ServiceNames.Notifications);
            });
    }
}
