using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rampart.Contracts;

namespace Rampart.Bus;

/// <summary>Message ids that follow from what a message says, so that sending it twice is the same message twice.</summary>
public static class MessageIds
{
    /// <summary>The id of the command that carries this order.</summary>
    public static Guid OfOrder(WorkOrder order) => Of("order", order);

    /// <summary>The id of a worker's answer to this order.</summary>
    /// <param name="answer">What it answers: <c>completed</c>, <c>failed</c>, <c>blocked</c>, <c>verified</c> or <c>disagreed</c>.</param>
    /// <param name="order">The order.</param>
    public static Guid OfAnswer(string answer, WorkOrder order) => Of(answer, order);

    /// <summary>The first 16 bytes of SHA-256 over the parts, each ended by a zero byte.</summary>
    public static Guid Of(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string part in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0]);
        }
        return new Guid(hash.GetHashAndReset().AsSpan(0, 16));
    }

    static Guid Of(string what, WorkOrder order) =>
        Of(order.Verify is null ? what : $"verify/{what}", order.RunId, order.Stage, order.Item, order.ExecutionKey, order.Generation.ToString(CultureInfo.InvariantCulture));
}
