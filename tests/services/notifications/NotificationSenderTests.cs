using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Rampart.Contracts;
using Rampart.Hosting;

namespace Rampart.Notifications.Tests;

/// <summary>What is posted, and until when.</summary>
public sealed class NotificationSenderTests
{
    internal const string Key = "notification-key-0123456789-0123456789";
    static readonly NotificationRetries AtOnce = new([TimeSpan.Zero, TimeSpan.Zero]);

    [Fact]
    public async Task A_notification_is_signed_over_its_time_and_its_bytes_and_says_what_happened()
    {
        await using Receiver receiver = await Receiver.StartAsync();
        using NotificationSender sender = Sender(receiver.Url);
        var verdict = new GateVerdict("answer", "fare", "fare above production", Passed: false, Measured: 0.5, Required: 0.6, Stderr: 0.01);
        await sender.SendAsync(Notification.Of(new PromotionDecided("run-1", "clip", 3, "production", "rejected", [verdict])), CancellationToken.None);

        var (_, headers, body) = Assert.Single(receiver.Got);
        JsonElement told = JsonDocument.Parse(body).RootElement;
        Assert.Equal(("model.rejected", "run-1", "clip", 3), (
            told.GetProperty("event").GetString(), told.GetProperty("run").GetString(), told.GetProperty("model").GetString(), told.GetProperty("version").GetInt32()));
        Assert.Equal("fare above production", told.GetProperty("failed_gates")[0].GetProperty("condition").GetString());
        Assert.Equal((told.GetProperty("id").GetString(), "model.rejected"), ($"{headers["Rampart-Delivery"]}", $"{headers["Rampart-Event"]}"));
        string[] parts = $"{headers["Rampart-Signature"]}".Split(',');
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{parts[0][2..]}."), .. body];
        Assert.Equal($"v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), signed))}", parts[1]);
    }

    [Fact]
    public async Task Each_attempt_has_the_same_delivery_and_the_same_bytes()
    {
        await using Receiver receiver = await Receiver.StartAsync();
        receiver.Answer = context =>
        {
            context.Response.StatusCode = receiver.Got.Count < 3 ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        };
        using NotificationSender sender = Sender(receiver.Url);
        await sender.SendAsync(Notification.Of(new RunFinished("run-1", "completed", null)), CancellationToken.None);
        Assert.Equal(3, receiver.Got.Count);
        Assert.Single(receiver.Got.Select(request => $"{request.Headers["Rampart-Delivery"]} {Convert.ToHexString(request.Body)}").Distinct());
    }

    [Fact]
    public async Task A_redirect_is_not_followed_and_counts_as_refusal()
    {
        await using Receiver receiver = await Receiver.StartAsync();
        receiver.Answer = context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        };
        using NotificationSender sender = Sender(receiver.Url);
        var refused = await Assert.ThrowsAsync<NotificationException>(
            () => sender.SendAsync(Notification.Of(new RunFinished("run-1", "cancelled", null)), CancellationToken.None));
        Assert.Contains("302", refused.Message);
        Assert.All(receiver.Got, request => Assert.Equal("/hook", request.Path));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[fe80::1]/")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    public async Task The_machinery_of_a_cloud_is_never_told(string url)
    {
        using NotificationSender sender = Sender(new Uri(url));
        var refused = await Assert.ThrowsAsync<NotificationException>(
            () => sender.SendAsync(Notification.Of(new RunFinished("run-1", "completed", null)), CancellationToken.None));
        Assert.Contains("no address that notifications may go to", refused.Message);
    }

    [Fact]
    public void Ends_of_one_run_are_told_apart_and_the_same_end_is_not()
    {
        Guid first = Notification.Of(new RunFinished("run-1", "failed", null)).Id;
        Assert.Equal(first, Notification.Of(new RunFinished("run-1", "failed", null)).Id);
        Assert.NotEqual(first, Notification.Of(new RunFinished("run-1", "failed", null, Generation: 1)).Id);
        Assert.NotEqual(first, Notification.Of(new RunFinished("run-2", "failed", null)).Id);
    }

    [Theory]
    [InlineData(null, Key, false, "Url")]
    [InlineData("http://receiver.example/hook", Key, false, "https")]
    [InlineData("ftp://receiver.example/hook", Key, true, "https")]
    [InlineData("https://user:password@receiver.example/hook", Key, false, "signature")]
    [InlineData("https://receiver.example/hook", "short", false, "32 characters")]
    public void What_could_not_be_sent_safely_is_refused_at_the_start(string? url, string key, bool allowHttp, string says)
    {
        var options = new NotificationOptions { Url = url is null ? null : new Uri(url), Key = key, AllowHttp = allowHttp };
        Assert.Contains(says, Assert.Throws<ConfigurationException>(() => new ServiceCollection().AddNotifications(options)).Message);
    }

    static NotificationSender Sender(Uri url) =>
        new(new NotificationOptions { Url = url, Key = Key, AllowHttp = true }, AtOnce, TimeProvider.System, NullLogger<NotificationSender>.Instance);
}
