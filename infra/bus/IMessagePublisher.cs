using MassTransit;

namespace Rampart.Bus;

/// <summary>Publishes messages. Everything that must arrive goes through it, within handlers and outside of them.</summary>
public interface IMessagePublisher
{
    /// <summary>Returns when the bus has the message, however long that takes. It may get it more than once, always with the same id.</summary>
    /// <param name="message">The message.</param>
    /// <param name="messageId">Its id.</param>
    /// <param name="cancellation">Gives up; whether the bus has the message is then unknown.</param>
    /// <exception cref="MessageReturnedException">The broker knows no queue for the message, which needs one.</exception>
    Task PublishAsync(object message, Guid messageId, CancellationToken cancellation);
}
