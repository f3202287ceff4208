using System.Globalization;
using MassTransit;
using Rampart.Contracts;
using Rampart.Journal;

namespace Rampart.Bus.Journaling;

/// <summary>The broker's stream of all messages: a queue that nobody consumes, bound to every exchange through which messages go.</summary>
/// <param name="options">How much it keeps.</param>
sealed class StreamTopology(JournalOptions options)
{
    /// <summary>All messages there are.</summary>
    public static IReadOnlyList<Type> Messages { get; } =
    [
        typeof(CancelRun), typeof(EvaluateShard), typeof(MineShard), typeof(PairShard), typeof(PreprocessShard), typeof(PromotionDecided), typeof(RetryRun), typeof(RunFinished), typeof(StartRun),
        typeof(TrainSegment), typeof(WorkItemBlocked), typeof(WorkItemCompleted), typeof(WorkItemDisagreed),
        typeof(WorkItemFailed), typeof(WorkItemProgressed), typeof(WorkItemVerified),
    ];

    /// <summary>Has whoever publishes declare the stream and bind it to these exchanges first.</summary>
    public void Bind(IRabbitMqMessagePublishTopologyConfigurator topology, params ReadOnlySpan<string> exchanges)
    {
        foreach (string exchange in exchanges)
        {
            topology.BindQueue(exchange, QueueNames.Journal, queue =>
            {
                queue.SetQueueArgument("x-queue-type", "stream");
                queue.SetQueueArgument("x-max-age", string.Create(CultureInfo.InvariantCulture, $"{(long)options.StreamMaxAge.TotalSeconds}s"));
                queue.SetQueueArgument("x-max-length-bytes", options.StreamMaxBytes);
            });
        }
    }
}
