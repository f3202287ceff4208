using System.Text.Json;
using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Registry;

namespace Rampart.Signing;

/// <summary>Signs versions of models: what they consist of, and everything that led to them.</summary>
public sealed class ModelSigner : IDisposable
{
    const byte LineEnd = (byte)'\n';

    readonly SigningKey? _key;
    readonly IRunLogStore _logs;
    readonly IResultStore _results;
    readonly IArtifactStore _artifacts;
    readonly SignatureDocuments _signatures;

    /// <summary>Signs with the key of the options.</summary>
    /// <exception cref="SigningException">The key can't be used.</exception>
    public ModelSigner(SigningOptions options, IRunLogStore logs, IResultStore results, IArtifactStore artifacts, IDocumentStore documents) =>
        (_key, _logs, _results, _artifacts, _signatures) = (SigningKey.Of(options), logs, results, artifacts, new SignatureDocuments(documents));

    /// <summary>The name of the key; null when there is none, and nothing is signed.</summary>
    public string? KeyId => _key?.Id;

    /// <summary>Signs a version, unless it has been signed with this key; does nothing without a key. Costs a look-up per item of the run.</summary>
    /// <param name="model">The model's history.</param>
    /// <param name="version">The version.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task SignAsync(ModelHistory model, int version, CancellationToken cancellation)
    {
        if (_key is null || await _signatures.HasAsync(model.Name, version, _key.Id, cancellation))
        {
            return;
        }
        ModelVersion content = model[version];
        IReadOnlyList<RunLogEntry> log = await _logs.ReadAsync(content.RunId, cancellation);
        ArtifactRef lineage = await _artifacts.WriteAsync(MediaTypes.JsonLines, (stream, c) => WriteAsync(log, stream, c), cancellation);
        var statement = new ModelStatement(
            ModelStatement.StatementType,
            [.. content.Parts.Select(part => new StatementSubject(part.Role, new Dictionary<string, string> { ["sha256"] = part.Artifact.Digest }))],
            ModelStatement.LineageType,
            new ModelLineage(model.Name, model.Registration(version), lineage, log.Count));
        SignedEnvelope envelope = SignedEnvelope.Of(JsonSerializer.SerializeToUtf8Bytes(statement, SignatureDocuments.Json), _key);
        await _signatures.AddAsync(model.Name, version, _key.Id, envelope, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose() => _key?.Dispose();

    async Task WriteAsync(IReadOnlyList<RunLogEntry> log, Stream stream, CancellationToken cancellation)
    {
        foreach (RunLogEntry entry in log)
        {
            ResultManifest? manifest = entry.Event is ItemCompleted item ? await _results.FindManifestAsync(item.ExecutionKey, cancellation) : null;
            await stream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(LineageLine.Of(entry, manifest), SignatureDocuments.Json), cancellation);
            stream.WriteByte(LineEnd);
        }
    }
}
