using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Rampart.Contracts;

namespace Rampart.Bus;

/// <summary>Message ids that follow from what a message says, so that sending it twice is the same message twice.</summary>
public static class MessageIds
{
    /// <summary>The word for the command that orders an item.</summary>
    public const string Order = "order";

    /// <summary>The word for the answer that an item has a result.</summary>
    public const string Completed = "completed";

    /// <summary>The id of the command that carries this order.</summary>
    public static Guid OfOrder(WorkOrder order) => OfAnswer(Order, order);

    /// <summary>The id of a worker's answer to this order.</summary>
    /// <param name="answer">What it answers: <see cref="Completed"/>, <c>failed</c>, <c>blocked</c>, <c>verified</c> or <c>disagreed</c>.</param>
    /// <param name="order">The order.</param>
    public static Guid OfAnswer(string answer, WorkOrder order) =>
        OfItem(order.Verify is null ? answer : $"verify/{answer}", order.RunId, order.Stage, order.Item, order.ExecutionKey, order.Generation);

    /// <summary>The id of a message about an item: it does not depend on the work beyond its key.</summary>
    /// <param name="what"><see cref="Order"/>, or what a worker answers.</param>
    /// <param name="runId">The run.</param>
    /// <param name="stage">The stage's name.</param>
    /// <param name="item">The item's name.</param>
    /// <param name="executionKey">The work.</param>
    /// <param name="generation">How often the run had been reopened when the item was ordered.</param>
    public static Guid OfItem(string what, string runId, string stage, string item, string executionKey, int generation) =>
        Of(what, runId, stage, item, executionKey, generation.ToString(CultureInfo.InvariantCulture));

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
}
