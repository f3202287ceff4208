using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rampart.Stages;

/// <summary>The JSON form of every record that stages write: snake_case keys, kebab-case words.</summary>
public static class StageJson
{
    /// <summary>The options; unknown keys are refused on reading.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>Writes one record as UTF-8 JSON.</summary>
    public static void Write<T>(Stream stream, T value) => JsonSerializer.Serialize(stream, value, Options);

    /// <summary>Reads one record.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <param name="where">How errors name it.</param>
    /// <exception cref="StageException">It is no such record.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> json, string where)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json.Span, Options) ?? throw new JsonException("The record is null.");
        }
        catch (JsonException error)
        {
            throw new StageException(
                $"The JSON is not a {typeof(T).Name}: {error.Message}", where, "Run the stage that wrote it again.", inner: error);
        }
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
            Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false) },
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
