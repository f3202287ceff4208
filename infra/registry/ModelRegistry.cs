using System.Globalization;
using System.Text.Json;
using Rampart.Artifacts;
using Rampart.Contracts;

namespace Rampart.Registry;

/// <summary>Models with versions and aliases. Every change is one numbered document, created or not: so changes happen one after the other, whoever makes them.</summary>
public sealed class ModelRegistry(IDocumentStore documents, TimeProvider time)
{
    const string Area = "models", Branch = "history";

    /// <summary>The names of all models, in ordinal order.</summary>
    public async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellation) =>
        [.. (await documents.ListAsync(Area, cancellation)).Select(name => name.Split('/')[1]).Where(ModelNames.IsValid).Distinct()];

    /// <summary>What is known of a model; nothing when there is no such model.</summary>
    /// <exception cref="RegistryException">The name is none, or the history was changed from outside.</exception>
    public async Task<ModelHistory> ReadAsync(string model, CancellationToken cancellation)
    {
        ModelHistory history = ModelHistory.Empty(ModelNames.Check(model, "model"));
        while (await documents.FindAsync(NameOf(model, history.Entries.Count + 1), cancellation) is { } document)
        {
            history = history.With(Parse(document, model, history.Entries.Count + 1));
        }
        return history;
    }

    /// <summary>Adds a version, unless this run's stage has given one already.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="content">The version.</param>
    /// <param name="who">Who does it.</param>
    /// <param name="why">Why.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Its number.</returns>
    public async Task<int> RegisterAsync(string model, ModelVersion content, string who, string why, CancellationToken cancellation)
    {
        ModelHistory history = await ChangeAsync(
            model,
            NewAttempt(),
            history => Number(history) is null ? new VersionRegistered(history.Versions.Count + 1, content) : null,
            who, why, cancellation);
        return Number(history)!.Value;

        int? Number(ModelHistory history) =>
            history.Versions.FindIndex(version => version.RunId == content.RunId && version.Stage == content.Stage) is var known and >= 0 ? known + 1 : null;
    }

    /// <summary>Lets an alias stand for another version, if it still stands for the one that the caller knows.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="alias">The alias.</param>
    /// <param name="from">The version that it must stand for; null when it must not exist.</param>
    /// <param name="to">The version; null to remove the alias.</param>
    /// <param name="who">Who does it.</param>
    /// <param name="why">Why.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="AliasConflictException">It stands for another one.</exception>
    /// <exception cref="RegistryException">There is no such version, or the name is none.</exception>
    public async Task MoveAsync(string model, string alias, int? from, int? to, string who, string why, CancellationToken cancellation)
    {
        ModelNames.Check(alias, "alias");
        await ChangeAsync(model, NewAttempt(), Move, who, why, cancellation);

        ModelEvent Move(ModelHistory history)
        {
            if (history.Of(alias) != from)
            {
                throw new AliasConflictException(
                    $"Alias {alias} of model {model} stands for {Describe(history.Of(alias))}, not for {Describe(from)}: somebody else has moved it. "
                    + "Look at `rampart models show` and decide again.");
            }
            if (to is { } version)
            {
                history.Resolve(new ModelReference(model, version, null));
            }
            return new AliasMoved(alias, from, to);
        }
    }

    /// <summary>Makes a change at most once, whoever makes it how often.</summary>
    /// <param name="model">The model's name.</param>
    /// <param name="attempt">The change's name among all of this model; whoever gives the same one means the same change.</param>
    /// <param name="next">What happens, given what happened before; asked again whenever somebody else was faster. Null when nothing has to.</param>
    /// <param name="who">Who does it.</param>
    /// <param name="why">Why.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The history with the change; with whatever came after it, if it had been made before.</returns>
    /// <exception cref="RegistryException">The name is none, or the history was changed from outside.</exception>
    public async Task<ModelHistory> ChangeAsync(
        string model, string attempt, Func<ModelHistory, ModelEvent?> next, string who, string why, CancellationToken cancellation)
    {
        while (true)
        {
            ModelHistory history = await ReadAsync(model, cancellation);
            if (history.By(attempt) is not null || next(history) is not { } happened)
            {
                return history;
            }
            int sequence = history.Entries.Count + 1;
            var entry = new ModelEntry(sequence, time.GetUtcNow(), who, why, attempt, happened);
            if (await documents.TryCreateAsync(NameOf(model, sequence), JsonSerializer.SerializeToUtf8Bytes(entry, RegistryJson.Options), cancellation))
            {
                return history.With(entry);
            }
        }
    }

    string NewAttempt() => Guid.CreateVersion7(time.GetUtcNow()).ToString("n");

    static ModelEntry Parse(byte[] document, string model, int sequence)
    {
        try
        {
            return JsonSerializer.Deserialize<ModelEntry>(document, RegistryJson.Options) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException e)
        {
            throw new RegistryException($"{NameOf(model, sequence)} is not an entry of a model's history: {e.Message} Restore it from a backup of the store.", e);
        }
    }

    static string NameOf(string model, int sequence) => $"{Area}/{model}/{Branch}/{sequence.ToString("D8", CultureInfo.InvariantCulture)}.json";

    static string Describe(int? version) => version is { } number ? $"version {number}" : "no version";
}
