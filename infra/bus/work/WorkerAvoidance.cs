using System.Globalization;
using MassTransit;
using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Bus;

/// <summary>
/// Has results verified by another worker than the one that made them: that one hands the order back to its queue, each time after a
/// longer pause, so that another gets it. When there is no other, or none takes it for about a minute, the worker verifies its own result.
/// </summary>
/// <param name="worker">This worker.</param>
/// <param name="fellows">The others.</param>
/// <param name="time">Measures pauses.</param>
public sealed class WorkerAvoidance(Worker worker, IFellowWorkers fellows, TimeProvider time)
{
    /// <summary>How often one order is handed back at most.</summary>
    public const int Most = 16;

    const string Header = "Rampart-Handed-Back";
    static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.1), LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Hands the order back when this worker should not verify it; false when it may.</summary>
    /// <param name="context">The message.</param>
    /// <param name="order">What it orders.</param>
    public async Task<bool> HandBackAsync<TCommand>(ConsumeContext<TCommand> context, WorkOrder order)
        where TCommand : class, IWorkCommand
    {
        int times = Times(context);
        Uri queue = context.ReceiveContext.InputAddress;
        if (order.Verify?.ComputedBy != worker.Name || times >= Most || !await fellows.AnyAsync(Name(queue), context.CancellationToken))
        {
            return false;
        }
        ISendEndpoint endpoint = await context.GetSendEndpoint(queue);
        await endpoint.Send(context.Message, send =>
        {
            send.MessageId = context.MessageId;
            send.Headers.Set(Header, (times + 1).ToString(CultureInfo.InvariantCulture));
        }, context.CancellationToken);
        // Only then the pause: meanwhile this one takes nothing in the place of this message, so another gets the copy. Two that hold each other's
        // order must not stay in step, or each takes its own again.
        await Task.Delay(Pause(times) * Jitter.Of(times, worker.Name, order.ExecutionKey), time, context.CancellationToken);
        return true;
    }

    static TimeSpan Pause(int times) => FirstPause * Math.Pow(2, times) is var pause && pause < LongestPause ? pause : LongestPause;

    // Headers come from outside.
    static int Times(MessageContext context) =>
        int.TryParse(context.Headers.Get<string>(Header), NumberStyles.None, CultureInfo.InvariantCulture, out int times) ? times : 0;

    static string Name(Uri address) => Uri.UnescapeDataString(address.Segments[^1]);
}
