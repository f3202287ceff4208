using System.Text.Json;
using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Bus;

/// <summary>
/// Checks orders as they come from the queue. What is left to the executor (a key that does not fit, an unknown kind) is answered with a
/// failed item; what is refused here could not even be answered, because it does not say reliably which item is meant.
/// </summary>
static class OrderCheck
{
    const int LongestName = 256;

    /// <summary>Returns the order if every part of it is there and well-formed.</summary>
    /// <exception cref="MalformedOrderException">It is not; the exception says which part.</exception>
    public static WorkOrder Checked(WorkOrder? order)
    {
        Require(order is not null, "The message carries no order.", "order");
        Require(RunIds.IsValid(order!.RunId), "The run's id is missing or not a run id.", "order.runId");
        Require(IsName(order.Stage), "The stage's name is missing, too long or has control characters.", "order.stage");
        Require(IsName(order.Item), "The item's name is missing, too long or has control characters.", "order.item");
        Require(IsDigest(order.ExecutionKey), "The execution key is not 64 lowercase hexadecimal digits.", "order.executionKey");
        Require(order.Verify is null or { ComputedBy: "" } || IsName(order.Verify.ComputedBy), "Who computed the result is missing, too long or has control characters.", "order.verify.computedBy");
        Require(order.Generation >= 0, "The generation is negative.", "order.generation");
        WorkItem? work = order.Work;
        Require(work is not null, "The order carries no work.", "order.work");
        Require(IsName(work!.Kind), "The kind of stage is missing, too long or has control characters.", "order.work.kind");
        Require(IsName(work.Numerics), "The numerics are missing, too long or have control characters.", "order.work.numerics");
        Require(work.Parameters.ValueKind == JsonValueKind.Object, "The parameters are no JSON object.", "order.work.parameters");
        Require(work.Inputs is not null && work.Inputs.All(IsInput), "The inputs are missing, or one of them has no role, digest, size or media type.", "order.work.inputs");
        return order;
    }

    static void Require(bool holds, string what, string where)
    {
        if (!holds)
        {
            throw new MalformedOrderException(what, where);
        }
    }

    static bool IsName(string? text) => text is { Length: > 0 and <= LongestName } && !text.Any(char.IsControl);

    static bool IsDigest(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigitLower);

    static bool IsInput(NamedArtifact? input) =>
        input is { Artifact: { } artifact } && IsName(input.Role) && IsDigest(artifact.Digest) && artifact.Size >= 0 && IsName(artifact.MediaType);
}
