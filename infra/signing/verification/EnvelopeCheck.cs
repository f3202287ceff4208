using System.Text.Json;
using Rampart.Contracts;
using Rampart.Registry;

namespace Rampart.Signing;

/// <summary>Checks the signatures of a version, and that what was signed is what the registry says.</summary>
sealed class EnvelopeCheck(TrustedKeys keys, List<BrokenLink> broken)
{
    /// <summary>The statements that trusted keys have signed, with the key's name.</summary>
    public IReadOnlyList<(string KeyId, ModelStatement Statement)> Of(ModelHistory model, int version, IReadOnlyList<(string Name, SignedEnvelope? Envelope)> found)
    {
        var sound = new List<(string, ModelStatement)>();
        foreach ((string name, SignedEnvelope? envelope) in found)
        {
            if (envelope is not { PayloadType: SignedEnvelope.Statement, Signatures.Count: > 0 } || SignatureDocuments.Parse<ModelStatement>(envelope.Payload) is not { } statement)
            {
                broken.Add(new BrokenLink($"signature {name}", "it is no signed statement: the document was changed. Sign the version again with another key, or restore it."));
                continue;
            }
            foreach (EnvelopeSignature signature in envelope.Signatures)
            {
                if (IsTrusted(name, envelope, signature) && IsAbout(name, model, version, statement))
                {
                    sound.Add((signature.KeyId, statement));
                }
            }
        }
        return sound;
    }

    bool IsTrusted(string name, SignedEnvelope envelope, EnvelopeSignature signature)
    {
        if (!keys.Has(signature.KeyId))
        {
            broken.Add(new BrokenLink($"signature {name}", $"the key {signature.KeyId} is unknown. If it is to be trusted, add its public part to the file of Rampart:Signing:TrustedKeys."));
            return false;
        }
        if (!envelope.IsSound(signature, keys))
        {
            broken.Add(new BrokenLink($"signature {name}", $"it is not what key {signature.KeyId} signed: signature or statement were changed."));
            return false;
        }
        return true;
    }

    // A signature of one version must not vouch for another; and whoever changes the registry's entry must be found out.
    bool IsAbout(string name, ModelHistory model, int version, ModelStatement statement)
    {
        if (statement.Predicate is not { Registered: { Event: VersionRegistered signed } entry } lineage || lineage.Model != model.Name || signed.Version != version)
        {
            broken.Add(new BrokenLink($"signature {name}", $"it is not about {model.Name}:{version}, but about another version."));
            return false;
        }
        if (Text(entry) != Text(model.Registration(version)))
        {
            broken.Add(new BrokenLink($"history of {model.Name}, entry {entry.Sequence}", "it is not what was signed: it was changed. Restore it from a backup of the store."));
            return false;
        }
        return true;
    }

    static string Text<T>(T document) => JsonSerializer.Serialize(document);
}
