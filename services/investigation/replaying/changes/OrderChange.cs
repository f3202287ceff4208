using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Pipeline;

namespace Rampart.Investigation.Replaying;

/// <summary>What is changed of an order on purpose.</summary>
/// <param name="Parameters">Changes of parameters, <c>path=value</c> each.</param>
/// <param name="Inputs">Changes of inputs, <c>ROLE=DIGEST</c> each.</param>
public sealed record OrderChange(IReadOnlyList<string> Parameters, IReadOnlyList<string> Inputs)
{
    /// <summary>Nothing is changed.</summary>
    public static OrderChange None { get; } = new([], []);

    /// <summary>The changes in words.</summary>
    public IReadOnlyList<string> Describe() => [.. Parameters, .. Inputs.Select(input => $"input {input}")];

    /// <summary>The order with all changes, under the key that it then has.</summary>
    /// <param name="order">The recorded order.</param>
    /// <param name="store">Where new inputs are.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="InvestigationException">There is no such knob, role or artifact.</exception>
    public async Task<WorkOrder> ApplyAsync(WorkOrder order, IStoreView store, CancellationToken cancellation)
    {
        WorkItem work = order.Work with { Parameters = Parameters.Aggregate(order.Work.Parameters, ParameterChange.Apply) };
        foreach (string change in Inputs)
        {
            work = work with { Inputs = await ReplaceAsync(work.Inputs, change, store, cancellation) };
        }
        // An order that is not changed keeps its key, right or wrong: whoever executes it checks that.
        return Parameters.Count + Inputs.Count == 0 ? order : order with { Work = work, ExecutionKey = ExecutionKey.Of(work) };
    }

    static async Task<IReadOnlyList<NamedArtifact>> ReplaceAsync(
        IReadOnlyList<NamedArtifact> inputs, string change, IStoreView store, CancellationToken cancellation)
    {
        if (change.Split('=') is not [var role, var digest] || !Digest.IsValid(digest))
        {
            throw new InvestigationException($"--with-input \"{change}\" is not of the form ROLE=DIGEST. A digest is 64 lowercase hexadecimal digits, as `rampart show` prints them.");
        }
        List<string> roles = [.. inputs.Select(input => input.Role)];
        if (!roles.Contains(role))
        {
            throw new InvestigationException($"The item has no input \"{role}\"{Nearest.Hint(role, roles)}");
        }
        ReadOnlyMemory<byte> bytes = await store.ReadUnverifiedAsync(digest, cancellation)
            ?? throw new InvestigationException($"The store has no artifact {digest}. `rampart show` lists the artifacts of a run.");
        return [.. inputs.Select(input => input.Role == role ? input with { Artifact = new ArtifactRef(digest, bytes.Length, input.Artifact.MediaType) } : input)];
    }
}
