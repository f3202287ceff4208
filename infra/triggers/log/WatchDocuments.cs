using System.Globalization;
using System.Text.Json;
using Rampart.Artifacts;

namespace Rampart.Triggers;

/// <summary>The documents of watches: <c>triggers/KIND/WATCH/NUMBER.json</c>.</summary>
static class WatchDocuments
{
    public const string Definitions = "triggers/watches", Log = "triggers/log", States = "triggers/states", Known = "triggers/known";

    /// <summary>How they are written: for people too.</summary>
    public static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        AllowOutOfOrderMetadataProperties = true,
    };

    /// <summary>The document of a number.</summary>
    public static string Name(string kind, string watch, int number) => $"{kind}/{watch}/{number.ToString("D8", CultureInfo.InvariantCulture)}.json";

    /// <summary>The number in a name; null when there is none.</summary>
    public static int? Number(string name) =>
        int.TryParse(Path.GetFileNameWithoutExtension(name), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    /// <summary>Reads a document.</summary>
    /// <exception cref="TriggerException">It is not what it should be.</exception>
    public static T Read<T>(string name, byte[] document) where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(document, Json) ?? throw new JsonException("It is empty.");
        }
        catch (JsonException e)
        {
            throw new TriggerException($"{name} is not what a watch writes: {e.Message} Restore it from a backup of the store.", e);
        }
    }

    /// <summary>Creates a document, of all who create one of this name exactly one.</summary>
    /// <param name="documents">The store.</param>
    /// <param name="name">Its name.</param>
    /// <param name="content">Its content.</param>
    /// <param name="attempt">Tells this writing from others.</param>
    /// <param name="attemptOf">What tells the one that is there.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Whether it is this one that is there.</returns>
    public static async Task<bool> TryCreateAsync<T>(
        IDocumentStore documents, string name, T content, string attempt, Func<T, string> attemptOf, CancellationToken cancellation) where T : class
    {
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(content, Json);
        return await documents.TryCreateAsync(name, bytes, cancellation)
            || (await documents.FindAsync(name, cancellation) is { } there && attemptOf(Read<T>(name, there)) == attempt);
    }
}
