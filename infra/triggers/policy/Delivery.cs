using System.IO.Enumeration;
using Rampart.Pipeline.Triggers;

namespace Rampart.Triggers;

/// <summary>What has arrived and is in no run yet.</summary>
/// <param name="Samples">How many samples; files that nobody has counted or can count have none.</param>
/// <param name="Shards">The names of whole shards.</param>
/// <param name="Files">The names of all files, without their folders.</param>
sealed record Delivery(long Samples, IReadOnlyList<string> Shards, IReadOnlySet<string> Files)
{
    public static Delivery Of(IEnumerable<PendingCause> pending)
    {
        List<PendingCause> data = [.. pending.Where(cause => cause.Cause.Kind == CauseKinds.DataArrived)];
        return new Delivery(
            data.Sum(cause => cause.Samples ?? 0),
            ShardFiles.Whole(data.Select(cause => cause.Cause.Subject)),
            data.Select(cause => ShardFiles.Name(cause.Cause.Subject)).ToHashSet(StringComparer.Ordinal));
    }

    /// <summary>What it lacks to start a run, in words; null when it lacks nothing.</summary>
    public string? Missing(TriggerParameters rules)
    {
        List<string> shards = [.. Shards.Where(shard => ShardFiles.Name(shard) != rules.Marker)];
        if (rules.Marker is { } marker && !Files.Contains(marker))
        {
            return $"no {marker} has arrived";
        }
        if (Samples < rules.MinimumSamples)
        {
            return $"{Samples} of {rules.MinimumSamples} samples have arrived";
        }
        if (shards.Count < rules.Quorum)
        {
            return $"{shards.Count} of {rules.Quorum} shards have arrived";
        }
        return rules.Shards.FirstOrDefault(pattern => !shards.Exists(shard => FileSystemName.MatchesSimpleExpression(pattern, shard, ignoreCase: false))) is { } open
            ? $"no shard {open} has arrived"
            : null;
    }
}
