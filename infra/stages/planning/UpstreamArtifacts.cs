using Rampart.Contracts;
using Rampart.Pipeline.Planning;

namespace Rampart.Stages;

/// <summary>Picks out of a plan's upstream outputs what a work item needs, renamed to the item's roles.</summary>
public static class UpstreamArtifacts
{
    private static readonly string[] ModelParts = ["config", "vision", "text", "language", "tokenizer"];

    /// <summary>The outputs of the stage that a reference means.</summary>
    /// <exception cref="StageException">The stage has not finished.</exception>
    public static IReadOnlyList<NamedArtifact> Of(StageSituation situation, string reference) =>
        situation.Upstream.TryGetValue(reference, out IReadOnlyList<NamedArtifact>? outputs)
            ? outputs
            : throw new StageException(
                $"Stage '{situation.Name}' was planned before '{reference}' had finished.", situation.Name, "This is a fault of the planner; report it.");

    /// <summary>The numbers of the shards of a reference such as <c>images/train</c>, in order; empty while they are not known.</summary>
    public static IReadOnlyList<string> ShardNumbers(StageSituation situation, string reference)
    {
        string prefix = SplitOf(reference) + "/";
        return situation.Upstream.TryGetValue(reference, out IReadOnlyList<NamedArtifact>? outputs)
            ? [.. outputs
                .Where(output => output.Role.StartsWith(prefix, StringComparison.Ordinal) && output.Role.EndsWith("/" + Shards.Pixels, StringComparison.Ordinal))
                .Select(output => output.Role.Split('/')[^2])
                .Order(StringComparer.Ordinal)]
            : [];
    }

    /// <summary>One shard of <c>images/train</c> as <c>data.pixels</c> and <c>data.records</c>.</summary>
    public static IEnumerable<NamedArtifact> Shard(StageSituation situation, string reference, string number) =>
        Shard(situation, reference, number, "data");

    /// <summary>Every shard of <c>images/train</c> as <c>data.&lt;nnn&gt;.pixels</c> and <c>data.&lt;nnn&gt;.records</c>.</summary>
    public static IEnumerable<NamedArtifact> AllShards(StageSituation situation, string reference) =>
        ShardNumbers(situation, reference).SelectMany(number => Shard(situation, reference, number, $"data.{number}"));

    /// <summary>The description of the dataset that a reference such as <c>images/train</c> belongs to, as <c>dataset</c>.</summary>
    public static NamedArtifact Dataset(StageSituation situation, string reference) => Named(situation, reference, "dataset", "dataset");

    /// <summary>The tokenizer of the dataset, as <c>tokenizer</c>.</summary>
    public static NamedArtifact Tokenizer(StageSituation situation, string reference) => Named(situation, reference, "tokenizer", "tokenizer");

    /// <summary>The parts of a finished model, each as <c>&lt;prefix&gt;.&lt;part&gt;</c>.</summary>
    public static IEnumerable<NamedArtifact> Model(StageSituation situation, string reference, string prefix)
    {
        IReadOnlyList<NamedArtifact> outputs = Of(situation, reference);
        return ModelParts
            .Select(part => outputs.FirstOrDefault(output => output.Role == part))
            .OfType<NamedArtifact>()
            .Select(part => new NamedArtifact($"{prefix}.{part.Role}", part.Artifact));
    }

    /// <summary>One output of an upstream stage under a new role.</summary>
    /// <exception cref="StageException">The stage has no such output.</exception>
    public static NamedArtifact Named(StageSituation situation, string reference, string role, string newRole) =>
        Of(situation, reference).FirstOrDefault(output => output.Role == role) is { } found
            ? new NamedArtifact(newRole, found.Artifact)
            : throw new StageException(
                $"Stage '{reference}' offers no '{role}'.", situation.Name, $"Refer to a stage that has one, or run '{reference}' again.");

    private static IEnumerable<NamedArtifact> Shard(StageSituation situation, string reference, string number, string prefix)
    {
        string split = SplitOf(reference);
        yield return Named(situation, reference, $"{split}/{number}/{Shards.Pixels}", $"{prefix}.{Shards.Pixels}");
        yield return Named(situation, reference, $"{split}/{number}/{Shards.Records}", $"{prefix}.{Shards.Records}");
    }

    private static string SplitOf(string reference) => reference[(reference.LastIndexOf('/') + 1)..];
}
