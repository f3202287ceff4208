using System.Text.Json;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Pipeline;

namespace Rampart.Replay;

/// <summary>Checks what another build says it has made: nothing of it is believed that can't be seen.</summary>
static class AnswerCheck
{
    const int MostOutputs = 100_000, LongestRole = 256;

    /// <summary>Takes the outputs into the sandbox's books if the result is one of this order.</summary>
    /// <exception cref="BuildException">It is not.</exception>
    public static ResultManifest Checked(ResultManifest result, WorkOrder order, Sandbox sandbox)
    {
        string where = $"stage {order.Stage}, item {order.Item}";
        Require(
            result.Work.Kind == order.Work.Kind && result.Work.Seed == order.Work.Seed && result.Work.Numerics == order.Work.Numerics
            && result.Work.Inputs.SequenceEqual(order.Work.Inputs) && JsonElement.DeepEquals(result.Work.Parameters, order.Work.Parameters)
            && result.ExecutionKey == ExecutionKey.Of(result.Work),
            $"answers with a result of other work ({where})");
        Require(result.Outputs.Count <= MostOutputs, $"answers with {result.Outputs.Count} outputs, over the limit of {MostOutputs} ({where})");
        Require(result.Outputs.Select(output => output.Role).Distinct().Count() == result.Outputs.Count, $"names an output twice ({where})");
        foreach (NamedArtifact output in result.Outputs)
        {
            Require(
                output is { Role: { Length: > 0 and <= LongestRole } role, Artifact: { Size: >= 0 } artifact } && Digest.IsValid(artifact.Digest) && !role.Any(char.IsControl),
                $"names an output without role, digest or size ({where})");
            Require(
                sandbox.Adopt(output.Artifact) || order.Work.Inputs.Any(input => input.Artifact == output.Artifact),
                $"names output \"{output.Role}\" {output.Artifact.Digest}, which it has not written ({where})");
        }
        return result;
    }

    static void Require(bool holds, string what)
    {
        if (!holds)
        {
            throw new BuildException($"The other build {what}. Name a build of Rampart that was not tampered with.");
        }
    }
}
