using System.Runtime.CompilerServices;
using System.Threading.Channels;
using MassTransit;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using Rampart.Bus.Faults;
using Rampart.Bus.RabbitMq;

namespace Rampart.Bus.Journaling;

/// <summary>Reads the broker's stream of all messages. Reading takes nothing from it.</summary>
/// <param name="broker">The broker.</param>
public sealed class JournalStreamReader(BrokerConnection broker)
{
    const ushort Prefetch = 1000;
    const string OffsetHeader = "x-stream-offset", MarkType = "application/x-rampart-mark";

    /// <summary>Everything that the stream holds now, the oldest first.</summary>
    /// <exception cref="BusException">The broker can't be used, or has no stream.</exception>
    public async IAsyncEnumerable<StreamedMessage> ReadAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using IConnection connection = await broker.OpenAsync("rampart journal", cancellation);
        await using IChannel channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true), cancellation);
        var arrived = Channel.CreateUnbounded<BasicDeliverEventArgs>();
        var consumer = new AsyncEventingBasicConsumer(channel);
        // The client uses its buffer again when the handler returns.
        consumer.ReceivedAsync += (_, message) => arrived.Writer.WriteAsync(Kept(message)).AsTask();
        channel.ChannelShutdownAsync += (_, reason) =>
        {
            arrived.Writer.TryComplete(new BusException($"The broker {broker.Name} stopped sending the stream {QueueNames.Journal}: {reason.ReplyText} Try again."));
            return Task.CompletedTask;
        };
        // A stream does not say where it ends; what was there before comes before this.
        string mark = NewId.NextGuid().ToString();
        await BeginAsync(channel, consumer, mark, cancellation);
        await foreach (BasicDeliverEventArgs message in arrived.Reader.ReadAllAsync(cancellation))
        {
            await channel.BasicAckAsync(message.DeliveryTag, multiple: false, cancellation);
            if (message.BasicProperties.ContentType != MarkType)
            {
                yield return Read(message);
            }
            else if (message.BasicProperties.MessageId == mark)
            {
                yield break;
            }
        }
    }

    async Task BeginAsync(IChannel channel, IAsyncBasicConsumer consumer, string mark, CancellationToken cancellation)
    {
        try
        {
            await channel.QueueDeclarePassiveAsync(QueueNames.Journal, cancellation);
            await channel.BasicPublishAsync(
                "", QueueNames.Journal, mandatory: true, new BasicProperties { MessageId = mark, ContentType = MarkType }, ReadOnlyMemory<byte>.Empty, cancellation);
            await channel.BasicQosAsync(0, Prefetch, global: false, cancellation);
            await channel.BasicConsumeAsync(
                QueueNames.Journal, autoAck: false, consumerTag: "", noLocal: false, exclusive: false, new Dictionary<string, object?> { [OffsetHeader] = "first" }, consumer, cancellation);
        }
        catch (OperationInterruptedException e)
        {
            throw new BusException(
                $"The broker {broker.Name} has no stream {QueueNames.Journal} that can be read: {e.ShutdownReason?.ReplyText} Services declare it when they start with Rampart__Journal__Stream=true.", e);
        }
    }

    static BasicDeliverEventArgs Kept(BasicDeliverEventArgs message) => new(
        message.ConsumerTag, message.DeliveryTag, message.Redelivered, message.Exchange, message.RoutingKey, message.BasicProperties, message.Body.ToArray(), message.CancellationToken);

    static StreamedMessage Read(BasicDeliverEventArgs message)
    {
        IDictionary<string, object?> headers = message.BasicProperties.Headers ?? new Dictionary<string, object?>();
        EnvelopeSummary envelope = EnvelopeSummary.Read(message.Body);
        return new StreamedMessage(
            headers.TryGetValue(OffsetHeader, out object? offset) && offset is long number ? number : -1,
            message.Exchange,
            Guid.TryParse(message.BasicProperties.MessageId, out Guid id) ? id : null,
            envelope.MessageType,
            envelope.Sent,
            headers.Where(header => header.Key != OffsetHeader).ToDictionary(header => header.Key, header => HeaderText.Of(header.Value)),
            message.Body);
    }
}
