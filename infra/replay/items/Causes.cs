using System.Globalization;
using Rampart.Contracts;

namespace Rampart.Replay;

/// <summary>Lists what is not the same on two sides that differ.</summary>
public static class Causes
{
    const string Root = "parameter";

    /// <summary>What differs in the identity of two work items: kind, version, parameters, inputs, seed, numerics, in this order.</summary>
    public static IReadOnlyList<Cause> Between(WorkItem there, WorkItem here) =>
    [
        .. Differing("kind", there.Kind, here.Kind),
        .. Differing("algorithm version", Text(there.AlgorithmVersion), Text(here.AlgorithmVersion)),
        .. JsonFields.All(null, Root, there.Parameters, here.Parameters).Select(field => new Cause(field.Path.Replace($"{Root}.", $"{Root} "), field.Left, field.Right)),
        .. Inputs(there.Inputs, here.Inputs),
        .. Differing("seed", Text(there.Seed), Text(here.Seed)),
        .. Differing("numerics", there.Numerics, here.Numerics),
    ];

    /// <summary>What differs in the circumstances of two executions; what is not known of one of them is left out.</summary>
    public static IReadOnlyList<Cause> Between(Circumstances there, Circumstances here)
    {
        var causes = new List<Cause>();
        if (there.CodeVersion is { } version && here.CodeVersion is { } ours)
        {
            causes.AddRange(Differing("code version", version, ours));
        }
        if ((there.Fingerprint, here.Fingerprint) is ({ } one, { } other))
        {
            causes.AddRange(Differing("processor", one.Processor, other.Processor));
            causes.AddRange(Differing("instruction set", one.InstructionSet, other.InstructionSet));
            causes.AddRange(Differing("tensor library", one.TensorLibrary, other.TensorLibrary));
            causes.AddRange(Differing("linear algebra", one.LinearAlgebra, other.LinearAlgebra));
            causes.AddRange(Differing("device", one.Device, other.Device));
            causes.AddRange(Differing("threads per operation", Text(one.IntraOpThreads), Text(other.IntraOpThreads)));
        }
        return causes;
    }

    // The order of inputs is part of the identity too; it is looked at only when nothing else differs.
    static IEnumerable<Cause> Inputs(IReadOnlyList<NamedArtifact> there, IReadOnlyList<NamedArtifact> here)
    {
        ILookup<string, string> one = Digests(there), other = Digests(here);
        List<Cause> differing =
        [
            .. there.Concat(here).Select(input => input.Role).Distinct()
                .Where(role => !one[role].SequenceEqual(other[role]))
                .Select(role => new Cause($"input {role}", one[role].FirstOrDefault(), other[role].FirstOrDefault())),
        ];
        return differing.Count > 0 || there.Select(input => input.Role).SequenceEqual(here.Select(input => input.Role))
            ? differing
            : [new Cause("order of inputs", string.Join(", ", there.Select(input => input.Role)), string.Join(", ", here.Select(input => input.Role)))];
    }

    static ILookup<string, string> Digests(IReadOnlyList<NamedArtifact> inputs) =>
        inputs.ToLookup(input => input.Role, input => input.Artifact.Digest, StringComparer.Ordinal);

    static IEnumerable<Cause> Differing(string what, string there, string here) => there == here ? [] : [new Cause(what, there, here)];

    static string Text<T>(T number) where T : IFormattable => number.ToString(null, CultureInfo.InvariantCulture);
}
