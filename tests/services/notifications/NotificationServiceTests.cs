using MassTransit;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rampart.Bus;
using Rampart.Contracts;
using Rampart.Hosting;
using Rampart.Testing;

namespace Rampart.Notifications.Tests;

/// <summary>Notifications over a real broker.</summary>
public sealed class NotificationServiceTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task What_was_not_taken_before_a_restart_is_told_after_it_with_the_same_delivery()
    {
        Uri broker = (await RabbitMqServer.Shared).TakeVirtualHost();
        await using Receiver receiver = await Receiver.StartAsync();
        receiver.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return Task.CompletedTask;
        };
        using (IHost first = await StartAsync(broker, receiver.Url))
        {
            var publisher = first.Services.GetRequiredService<IMessagePublisher>();
            await publisher.PublishAsync(new RunFinished("run-1", "completed", null), NewId.NextGuid(), CancellationToken.None);
            await publisher.PublishAsync(new PromotionDecided("run-1", "clip", 1, "production", "promoted", []), NewId.NextGuid(), CancellationToken.None);
            await receiver.HasAsync(2);
            await first.StopAsync();
        }
        string[] before = [.. receiver.Got.Select(Delivery).Distinct().Order()];
        receiver.Got.Clear();
        receiver.Answer = _ => Task.CompletedTask;
        using IHost second = await StartAsync(broker, receiver.Url);
        await receiver.HasAsync(2);
        Assert.Equal(before, receiver.Got.Select(Delivery).Distinct().Order());
        await second.StopAsync();
    }

    static string Delivery((string Path, IHeaderDictionary Headers, byte[] Body) request) => $"{request.Headers["Rampart-Delivery"]}";

    static async Task<IHost> StartAsync(Uri broker, Uri url)
    {
        var options = new RampartOptions
        {
            Store = Directory.CreateTempSubdirectory("rampart-notifications-").FullName,
            Bus = new BusOptions { Uri = broker },
            Http = new HttpOptions { Port = 0 },
            Log = new LogOptions { Level = LogLevel.None },
        };
        IHost host = ServiceHost.Build(options, [ServiceNames.Notifications], services => services.AddNotifications(
            new NotificationOptions { Url = url, Key = NotificationSenderTests.Key, AllowHttp = true }));
        await host.StartAsync();
        await host.Services.GetRequiredService<IBusControl>().WaitForHealthStatus(BusHealthStatus.Healthy, Patience);
        return host;
    }
}
