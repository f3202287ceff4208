using Rampart.Contracts;
using Rampart.Pipeline.Planning;

namespace Rampart.Stages;

/// <summary>Picks out of a plan's upstream outputs what a work item needs, renamed to the item's roles.</summary>
public static class UpstreamArtifacts
{
    private static readonly string[] ModelParts = ["config", "vision", "text", "language", "lora", "prompt", "safety", "defence", "tokenizer"];

    /// <summary>The outputs of the stage that a reference means.</summary>
    /// <exception cref="StageException">The stage has not finished.</exception>
    public static IReadOnlyList<NamedArtifact> Of(StageSituation situation, string reference) =>
        situation.Upstream.TryGetValue(reference, out IReadOnlyList<NamedArtifact>? outputs)
            ? outputs
            : throw new StageException(
                $"Stage '{situation.Name}' was planned before '{reference}' had finished.", situation.Name, "This is a fault of the planner; report it.");

    /// <summary>The description of the dataset that a reference such as <c>images/train</c> belongs to, as <c>dataset</c>.</summary>
    public static NamedArtifact Dataset(StageSituation situation, string reference) => Named(situation, reference, "dataset", "dataset");

    /// <summary>The tokenizer of the dataset, as <c>tokenizer</c>.</summary>
    public static NamedArtifact Tokenizer(StageSituation situation, string reference) => Named(situation, reference, "tokenizer", "tokenizer");

    /// <summary>The parts of a finished model, each as <c>&lt;prefix&gt;.&lt;part&gt;</c>.</summary>
    public static IEnumerable<NamedArtifact> Model(StageSituation situation, string reference, string prefix)
    {
        IReadOnlyList<NamedArtifact> outputs = Of(situation, reference);
        return ModelParts
            .Select(part => Find(outputs, part))
            .OfType<NamedArtifact>()
            .Select(part => new NamedArtifact($"{prefix}.{part.Role}", part.Artifact));
    }

    /// <summary>One output of an upstream stage under a new role.</summary>
    /// <exception cref="StageException">The stage has no such output.</exception>
    public static NamedArtifact Named(StageSituation situation, string reference, string role, string newRole) =>
        Find(Of(situation, reference), role) is { } found
            ? new NamedArtifact(newRole, found.Artifact)
            : throw new StageException(
                $"Stage '{reference}' offers no '{role}'.", situation.Name, $"Refer to a stage that has one, or run '{reference}' again.");

    private static NamedArtifact? Find(IReadOnlyList<NamedArtifact> outputs, string role)
    {
        for (int place = 0; place < outputs.Count; place++)
        {
            if (PackedArtifacts.RoleOf(outputs, place) == role)
            {
                return outputs[place];
            }
        }

        return null;
    }
}
