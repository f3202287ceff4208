using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Rampart.Learning.Tokenization;

/// <summary>Writes <c>tokenizer.json</c> with its keys in the format's own order.</summary>
internal static class TokenizerWriter
{
    public static string Write(BpeVocabulary vocabulary, string version)
    {
        using var stream = new MemoryStream();
        var options = new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(stream, options))
        {
            writer.WriteStartObject();
            writer.WriteString("version", version);
            writer.WriteNull("truncation");
            writer.WriteNull("padding");
            WriteSpecials(writer, vocabulary);
            writer.WriteNull("normalizer");
            WriteByteLevel(writer, "pre_tokenizer");
            writer.WriteNull("post_processor");
            WriteByteLevel(writer, "decoder");
            WriteModel(writer, vocabulary);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    private static void WriteSpecials(Utf8JsonWriter writer, BpeVocabulary vocabulary)
    {
        writer.WriteStartArray("added_tokens");
        foreach (var (content, id) in vocabulary.Specials.OrderBy(entry => entry.Value))
        {
            writer.WriteStartObject();
            writer.WriteNumber("id", id);
            writer.WriteString("content", content);
            writer.WriteBoolean("single_word", false);
            writer.WriteBoolean("lstrip", false);
            writer.WriteBoolean("rstrip", false);
            writer.WriteBoolean("normalized", false);
            writer.WriteBoolean("special", true);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void WriteByteLevel(Utf8JsonWriter writer, string key)
    {
        writer.WriteStartObject(key);
        writer.WriteString("type", "ByteLevel");
        writer.WriteBoolean("add_prefix_space", false);
        writer.WriteBoolean("trim_offsets", true);
        writer.WriteBoolean("use_regex", true);
        writer.WriteEndObject();
    }

    private static void WriteModel(Utf8JsonWriter writer, BpeVocabulary vocabulary)
    {
        writer.WriteStartObject("model");
        writer.WriteString("type", "BPE");
        writer.WriteNull("dropout");
        writer.WriteNull("unk_token");
        writer.WriteNull("continuing_subword_prefix");
        writer.WriteNull("end_of_word_suffix");
        writer.WriteBoolean("fuse_unk", false);
        writer.WriteBoolean("byte_fallback", false);
        writer.WriteBoolean("ignore_merges", vocabulary.IgnoreMerges);
        writer.WriteStartObject("vocab");
        foreach (var (token, id) in vocabulary.Ids.Concat(vocabulary.Specials).OrderBy(entry => entry.Value))
        {
            writer.WriteNumber(token, id);
        }

        writer.WriteEndObject();
        writer.WriteStartArray("merges");
        foreach (var (left, right) in vocabulary.Merges)
        {
            writer.WriteStartArray();
            writer.WriteStringValue(left);
            writer.WriteStringValue(right);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
