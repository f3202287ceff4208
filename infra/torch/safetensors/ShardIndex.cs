using System.Text.Json;

namespace Rampart.Safetensors;

/// <summary>The index of a sharded checkpoint: <c>weight_map</c> gives, for every tensor, the file beside the index that holds it.</summary>
internal static class ShardIndex
{
    // As bounded as a header: an index names each tensor once.
    private const long MaxLength = SafetensorsHeader.MaxHeaderLength;

    /// <summary>Tensor name to file name; every file name is plain, so that nothing outside the folder can be reached.</summary>
    public static Dictionary<string, string> Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        if (stream.Length > MaxLength)
        {
            throw new SafetensorsException($"{path}: the index has {stream.Length} bytes, over the limit of {MaxLength}");
        }

        try
        {
            using JsonDocument index = JsonDocument.Parse(
                stream, new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = 16 });
            if (index.RootElement.ValueKind != JsonValueKind.Object
                || !index.RootElement.TryGetProperty("weight_map", out JsonElement map)
                || map.ValueKind != JsonValueKind.Object)
            {
                throw new SafetensorsException($"{path}: the index needs an object 'weight_map' from tensor names to file names");
            }

            return map.EnumerateObject().ToDictionary(
                weight => weight.Name, weight => FileName(path, weight), StringComparer.Ordinal);
        }
        catch (JsonException error)
        {
            throw new SafetensorsException($"{path}: the index is not valid JSON: {error.Message}", error);
        }
        catch (InvalidOperationException error)
        {
            throw new SafetensorsException($"{path}: a string of the index is not valid text; write it as UTF-8", error);
        }
    }

    private static string FileName(string path, JsonProperty weight)
    {
        string? file = weight.Value.ValueKind == JsonValueKind.String ? weight.Value.GetString() : null;
        if (file is null
            || !file.EndsWith(".safetensors", StringComparison.Ordinal)
            || file.AsSpan().ContainsAny('/', '\\', '\0')
            || file.Contains("..", StringComparison.Ordinal)
            || Path.IsPathRooted(file))
        {
            throw new SafetensorsException(
                $"{path}: weight_map['{HeaderParser.Shown(weight.Name)}'] must be the plain name of a .safetensors file in the same folder, "
                + $"not {HeaderParser.Shown(weight.Value.GetRawText())}");
        }

        return file;
    }
}
