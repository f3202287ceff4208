namespace Rampart.Contracts;

/// <summary>The result of a work item, stored under its execution key. Nothing in it depends on time or chance; the fingerprint says where it was made.</summary>
/// <param name="ExecutionKey">The identity of the work.</param>
/// <param name="Work">The work.</param>
/// <param name="Outputs">What it produced, in the order in which the stage wrote it.</param>
/// <param name="CodeVersion">The version of Rampart that produced it.</param>
/// <param name="Fingerprint">The machine that produced it.</param>
public sealed record ResultManifest(
    string ExecutionKey, WorkItem Work, IReadOnlyList<NamedArtifact> Outputs, string CodeVersion, NumericsFingerprint Fingerprint);
