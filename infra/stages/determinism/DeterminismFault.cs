using Rampart.Contracts;

namespace Rampart.Stages;

/// <summary>Puts a difference that must not be into words.</summary>
static class DeterminismFault
{
    /// <summary>The failure of the kind <see cref="FailureKinds.Determinism"/>.</summary>
    /// <param name="order">The item.</param>
    /// <param name="declared">What its stage promises.</param>
    /// <param name="divergence">Where the two results part.</param>
    public static Failure Of(WorkOrder order, Determinism declared, ResultDivergence divergence) => new(
        $"The same work gave two results, and its stage declares {declared.Word}: output \"{divergence.Role}\" is {Digits(divergence.StoredDigest)} there and "
        + $"{Digits(divergence.OtherDigest)} here: {divergence.Difference}. {Cause(divergence.Stored, divergence.Other)} "
        + $"There: {Shown(divergence.Stored)}. Here: {Shown(divergence.Other)}.",
        $"stage {order.Stage}, item {order.Item}, execution key {divergence.ExecutionKey}",
        "The stored result stays. Compute the item again on both machines (rampart replay): who can't repeat its own result has failing memory or processor. "
        + "If a new version was meant to change the output, raise the stage's algorithm version.",
        Permanent: true,
        FailureKinds.Determinism,
        divergence);

    /// <summary>The failure of work that has a result and can't be done again.</summary>
    public static Failure Of(WorkOrder order, Failure failed, string worker) => new(
        $"The item has a result, and computing it again failed on {worker}: {failed.What}",
        $"stage {order.Stage}, item {order.Item}, execution key {order.ExecutionKey}; {failed.Where}",
        $"{failed.Fix} The stored result stays. If the same inputs fail on one machine only, that machine's memory or processor is failing.",
        Permanent: true,
        FailureKinds.Determinism);

    static string Cause(ExecutionSite stored, ExecutionSite other) =>
        stored.Fingerprint != other.Fingerprint ? "They were made on different kinds of machine."
        : stored.CodeVersion != other.CodeVersion ? "They were made by different versions on the same kind of machine."
        : "Both were made by the same version on the same kind of machine: the stage is not deterministic, or one machine computes wrongly.";

    static string Digits(string digest) => digest.Length == 0 ? "absent" : digest[..12];

    static string Shown(ExecutionSite site)
    {
        NumericsFingerprint machine = site.Fingerprint;
        return $"{(site.Worker.Length == 0 ? "an unknown worker" : site.Worker)}, version {site.CodeVersion}, {machine.Device}, {machine.Processor}, "
            + $"{machine.InstructionSet}, {machine.TensorLibrary}, {machine.LinearAlgebra}, {machine.IntraOpThreads} thread{(machine.IntraOpThreads == 1 ? "" : "s")}";
    }
}
