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

    /// <summary>How often a message may be delivered before it goes to the dead-letter queue because its handler never comes to an end (it takes its process down).</summary>
    [Range(1, 100)]
    public int DeliveryLimit { get; init; } = 5;
}
