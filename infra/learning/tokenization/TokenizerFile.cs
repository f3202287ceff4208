using System.Text.Json;

namespace Rampart.Learning.Tokenization;

/// <summary>Reads and writes <c>tokenizer.json</c> of Hugging Face's tokenizers, for byte-level BPE.</summary>
internal static class TokenizerFile
{
    private const int MaxLength = 64 << 20;
    private const string Version = "1.0";

    public static BpeVocabulary Read(string json, string source)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > MaxLength)
        {
            throw new TokenizerFormatException($"{source}: {json.Length} characters; a tokenizer has at most {MaxLength}.");
        }

        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = 32 });
            return new TokenizerReader(source).Read(document.RootElement);
        }
        catch (JsonException error)
        {
            throw new TokenizerFormatException($"{source}: not valid JSON: {error.Message}", error);
        }
    }

    public static string Write(BpeVocabulary vocabulary) => TokenizerWriter.Write(vocabulary, Version);
}
