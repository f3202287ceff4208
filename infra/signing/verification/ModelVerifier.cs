using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Registry;

namespace Rampart.Signing;

/// <summary>Checks versions of models from their signatures to their data. Changes nothing, whatever it finds.</summary>
/// <param name="keys">Whose signatures are believed.</param>
/// <param name="logs">The runs.</param>
/// <param name="results">Their results.</param>
/// <param name="artifacts">What they made.</param>
/// <param name="documents">The registry's documents.</param>
public sealed class ModelVerifier(TrustedKeys keys, IRunLogStore logs, IResultStore results, IArtifactStore artifacts, IDocumentStore documents)
{
    /// <summary>Checks one version.</summary>
    /// <param name="model">The model's history.</param>
    /// <param name="version">The version.</param>
    /// <param name="deep">Whether the bytes of every artifact are read and hashed; else only whether it is there with its size.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<ModelReport> VerifyAsync(ModelHistory model, int version, bool deep, CancellationToken cancellation)
    {
        var broken = new List<BrokenLink>();
        var envelopes = new EnvelopeCheck(keys, broken);
        IReadOnlyList<(string KeyId, ModelStatement Statement)> signed = envelopes.Of(
            model, version, await new SignatureDocuments(documents).ReadAsync(model.Name, version, cancellation));
        var stored = new ArtifactCheck(artifacts, deep, broken);
        ModelVersion content = model[version];
        IReadOnlyList<LineageLine>? lineage = signed is [{ Statement.Predicate: var predicate }, ..]
            ? await LineageAsync(predicate, content.RunId, broken, cancellation)
            : null;
        var run = new RunCheck(logs, results, stored, broken);
        await run.CheckAsync(content, lineage, cancellation);
        await stored.CheckAsync(content.Pipeline, "the run's pipeline", cancellation);
        foreach (NamedArtifact part in content.Parts.Concat(content.Evaluations))
        {
            await stored.CheckAsync(part.Artifact, $"{part.Role} of {model.Name}:{version}", cancellation);
        }
        return new ModelReport(model.Name, version, [.. signed.Select(one => one.KeyId)], run.Entries, run.Results, stored.Count, broken);
    }

    async Task<IReadOnlyList<LineageLine>?> LineageAsync(ModelLineage signed, string run, List<BrokenLink> broken, CancellationToken cancellation)
    {
        try
        {
            ReadOnlyMemory<byte> bytes = await artifacts.InspectAsync(signed.Lineage, cancellation);
            return LineageLines.Parse(bytes);
        }
        catch (ArtifactException e)
        {
            broken.Add(new BrokenLink($"artifact {signed.Lineage.Digest} (the signed digests of run {run})", e.Message));
            return null;
        }
    }
}
