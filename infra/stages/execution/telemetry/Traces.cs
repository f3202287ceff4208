using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Rampart.Contracts;

namespace Rampart.Stages;

/// <summary>
/// The traces of the house: one per run and one per work item, linked to its run. Their ids follow from what they are about, so every
/// process finds them without asking, and what happens to an item after a crash continues its trace.
/// </summary>
public static class Traces
{
    /// <summary>The trace of a run.</summary>
    public static ActivityContext Run(string runId) => Derive("run", runId);

    /// <summary>The trace of a work item of a run; an item that is ordered again after the run was reopened has another.</summary>
    public static ActivityContext Item(WorkOrder order) =>
        Derive("item", order.RunId, order.Stage, order.Item, order.Generation.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>Begins the first span of an item's trace, for whoever orders it: publish while it is open, and the bus carries it on. Null when nobody listens.</summary>
    public static Activity? StartOrder(WorkOrder order) => StartItem("order item", ActivityKind.Producer, Item(order), order);

    /// <summary>Begins the span of an item's execution, within the trace that came with its message, or else its own. Null when nobody listens.</summary>
    public static Activity? StartExecution(WorkOrder order)
    {
        ActivityContext item = Item(order);
        ActivityContext parent = Activity.Current is { } current && current.TraceId == item.TraceId ? current.Context : item;
        return StartItem("execute item", ActivityKind.Internal, parent, order);
    }

    static Activity? StartItem(string name, ActivityKind kind, ActivityContext parent, WorkOrder order) => Telemetry.Source.StartActivity(
        name,
        kind,
        parent,
        [
            new("rampart.run", order.RunId),
            new("rampart.stage", order.Stage),
            new("rampart.item", order.Item),
            new("rampart.generation", order.Generation),
            new("rampart.execution_key", order.ExecutionKey),
        ],
        [new ActivityLink(Run(order.RunId))]);

    // A span can't choose its own id, so these ids are those of a parent that no span has: what begins a trace shows as its root.
    static ActivityContext Derive(params ReadOnlySpan<string> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (string part in parts)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0]);
        }
        ReadOnlySpan<byte> digest = hash.GetHashAndReset();
        return new ActivityContext(
            ActivityTraceId.CreateFromBytes(digest[..16]), ActivitySpanId.CreateFromBytes(digest[16..24]), ActivityTraceFlags.Recorded, isRemote: true);
    }
}
