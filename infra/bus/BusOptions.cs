using System.ComponentModel.DataAnnotations;

namespace Rampart.Bus;

/// <summary>Which transport carries the messages.</summary>
public sealed record BusOptions
{
    /// <summary>The broker, for example <c>amqp://host:5672/vhost</c>, or <c>amqps://</c> for TLS; null for a bus inside this process. It may carry user and password.</summary>
    public Uri? Uri { get; init; }

    /// <summary>The user; wins over the one in <see cref="Uri"/>; <c>guest</c> when neither says.</summary>
    public string? User { get; init; }

    /// <summary>The password (secret); wins over the one in <see cref="Uri"/>.</summary>
    [DataType(DataType.Password)]
    public string? Password { get; init; }

    /// <summary>A file with the certificate (PEM) of the authority that signed the broker's, when the machine does not trust it anyway.</summary>
    public string? CaFile { get; init; }

    /// <summary>
    /// How often a message may be delivered again because its handler never came to an end (it takes its process down) before it goes to the
    /// dead-letter queue. An argument of the queues: it can only be changed by deleting them.
    /// </summary>
    [Range(1, 100)]
    public int DeliveryLimit { get; init; } = 10;

    /// <summary>What the broker's <c>consumer_timeout</c> is, 30 minutes unless changed there: work items stay well below.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan ConsumerTimeout { get; init; } = TimeSpan.FromMinutes(30);
}
