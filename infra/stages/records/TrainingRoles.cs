namespace Rampart.Stages;

/// <summary>The roles of what a segment of a training writes besides the parts of the model.</summary>
public static class TrainingRoles
{
    /// <summary>What the next segment goes on from.</summary>
    public const string Checkpoint = "checkpoint";

    /// <summary>The figures of every step.</summary>
    public const string Metrics = "metrics";

    /// <summary>The hashes of batch and parameters of every step.</summary>
    public const string Trace = "trace";

    /// <summary>Whether a role is one of these, so not a part of the model.</summary>
    public static bool IsOne(string role) => role is Checkpoint or Metrics or Trace;
}
