using System.Text.Json;
using System.Text.Json.Nodes;
using Rampart.Learning.Tokenization;

namespace Rampart.Learning.Tests.Tokenization;

public sealed class TokenizerFileTests
{
    private static readonly BpeTokenizer Trained = BpeTokenizer.Train(["a photo of a shirt", "a photo of a dress"], 280);

    [Fact]
    public void What_is_written_reads_back_and_is_written_alike()
    {
        var read = BpeTokenizer.FromJson(Trained.ToJson());
        Assert.Equal(Trained.ToJson(), read.ToJson());
        Assert.Equal(Trained.Encode("a photo of a trouser"), read.Encode("a photo of a trouser"));
        Assert.Equal((0, 1, 2, 3), (read.PadId, read.BosId, read.ImageId, read.EosId));
    }

    [Fact]
    public void Keys_stand_in_the_order_of_the_format()
    {
        using var json = JsonDocument.Parse(Trained.ToJson());
        Assert.Equal(
            ["version", "truncation", "padding", "added_tokens", "normalizer", "pre_tokenizer", "post_processor", "decoder", "model"],
            json.RootElement.EnumerateObject().Select(entry => entry.Name));
        Assert.Equal(
            ["type", "dropout", "unk_token", "continuing_subword_prefix", "end_of_word_suffix", "fuse_unk", "byte_fallback", "ignore_merges",
                "vocab", "merges"],
            json.RootElement.GetProperty("model").EnumerateObject().Select(entry => entry.Name));
    }

    [Fact]
    public void Old_files_with_merges_as_strings_are_read()
    {
        var json = Parsed();
        json["model"]!["merges"] = new JsonArray([.. Trained.Merges.Select(merge => JsonValue.Create($"{merge.Left} {merge.Right}"))]);
        Assert.Equal(Trained.ToJson(), BpeTokenizer.FromJson(json.ToJsonString()).ToJson());
    }

    [Fact]
    public void Unknown_keys_are_passed_over()
    {
        var json = Parsed();
        json["comment"] = "x";
        json["model"]!["later"] = new JsonArray(1, 2);
        Assert.Equal(Trained.ToJson(), BpeTokenizer.FromJson(json.ToJsonString()).ToJson());
    }

    public static TheoryData<string, string, string> Hostile() => new()
    {
        { "version", "\"2.0\"", "version is '2.0'" },
        { "version", "7", "version is a Number, expected a String" },
        { "model", "null", "model is missing" },
        { "model.type", "\"WordPiece\"", "model.type is 'WordPiece'" },
        { "model.byte_fallback", "true", "model.byte_fallback is true" },
        { "model.end_of_word_suffix", "\"</w>\"", "model.end_of_word_suffix is set" },
        { "model.dropout", "0.1", "model.dropout is set" },
        { "model.vocab", "{}", "lacks the byte symbol" },
        { "model.vocab", "{\"a\":-1}", "model.vocab['a'] is no id" },
        { "model.vocab", "{\"a\":1e30}", "model.vocab['a'] is no id" },
        { "model.vocab", "{\"a\":5,\"b\":5}", "twice" },
        { "model.vocab", "{\"a\":1}", "twice" },
        { "model.merges", "[\"a\"]", "model.merges[0] is neither a pair" },
        { "model.merges", "[[\"a\",\"b\",\"c\"]]", "model.merges[0] is neither a pair" },
        { "model.merges", "[[\"a\",7]]", "model.merges[0] is neither a pair" },
        { "model.merges", "[\"zz yy\"]", "uses 'zz', which is not in model.vocab" },
        { "added_tokens", "[]", "lacks '<pad>'" },
        { "added_tokens", "[{\"id\":0}]", "content is missing" },
        { "normalizer", "{\"type\":\"Lowercase\"}", "normalizer is set" },
        { "pre_tokenizer", "{\"type\":\"Whitespace\"}", "pre_tokenizer.type is 'Whitespace'" },
        { "pre_tokenizer", "{\"type\":\"ByteLevel\",\"add_prefix_space\":true}", "add_prefix_space" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_file_that_cannot_be_used_is_refused_by_place(string path, string value, string message)
    {
        var json = Parsed();
        string[] keys = path.Split('.');
        JsonNode owner = keys.Length == 2 ? json[keys[0]]! : json;
        owner[keys[^1]] = JsonNode.Parse(value);
        var error = Assert.Throws<TokenizerFormatException>(() => BpeTokenizer.FromJson(json.ToJsonString(), "some/tokenizer.json"));
        Assert.StartsWith("some/tokenizer.json: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"version\":\"1.0\"")]
    [InlineData("[1]")]
    public void What_is_no_JSON_object_is_refused(string json) =>
        Assert.Throws<TokenizerFormatException>(() => BpeTokenizer.FromJson(json));

    private static JsonObject Parsed() => JsonNode.Parse(Trained.ToJson())!.AsObject();
}
