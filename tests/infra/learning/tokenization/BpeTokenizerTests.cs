using System.Text;
using Rampart.Learning.Randomness;
using Rampart.Learning.Tokenization;

namespace Rampart.Learning.Tests.Tokenization;

public sealed class BpeTokenizerTests
{
    [Fact]
    public void Merges_on_a_tiny_corpus_are_those_computed_by_hand()
    {
        // Words: "low" 5 times, "lower" 2, "newest" 6, "widest" 3; each on a line of its own, so no word begins with a space.
        // Pairs: es 9, st 9, we 8 (lowe 2, newe 6), lo 7, ow 7, ... ; e < s, so e s comes before s t.
        // Then "es t" 9, "l o" 7, "lo w" 7; then n e, e w, w est 6 each, of which "e w" has the smallest left id,
        // then "n ew" and "ew est" compete with 6: the left id of n is smaller than that of ew; at last "new est" 6.
        string[] lines = [.. Repeat("low", 5), .. Repeat("lower", 2), .. Repeat("newest", 6), .. Repeat("widest", 3)];
        var tokenizer = BpeTokenizer.Train(lines, 267);
        Assert.Equal(
            [("e", "s"), ("es", "t"), ("l", "o"), ("lo", "w"), ("e", "w"), ("n", "ew"), ("new", "est")],
            tokenizer.Merges);
        Assert.Equal(267, tokenizer.VocabularySize);
        Assert.Equal(["low", "est"], tokenizer.Encode("lowest").Select(id => tokenizer.Decode([id])));
    }

    [Fact]
    public void Training_depends_on_the_lines_but_not_on_their_order()
    {
        string[] lines = ["a photo of a shirt", "a photo of a dress", "an image of a shirt", "ein Foto"];
        var forward = BpeTokenizer.Train(lines, 300);
        var backward = BpeTokenizer.Train(lines.Reverse(), 300);
        Assert.Equal(forward.ToJson(), backward.ToJson());
    }

    [Fact]
    public void Any_text_decodes_back()
    {
        var tokenizer = BpeTokenizer.Train(["a photo of a shirt, a t-shirt's sleeve 1234"], 290);
        string[] texts =
        [
            "", " ", "  \n\t a  b ", "a photo of a shirt's", "<s></s><pad><image>", "ÀÿĀ naïve", "漢字かな", "😀👩‍👩‍👧", "\0\u0001\u007f",
            "\u00a0\u2003x\u0085", "𝒜𝓑 ٣٤ Ⅷ",
        ];
        Assert.All(texts, text => Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text))));
        var random = new SampleRandom(1, "texts");
        for (int i = 0; i < 500; i++)
        {
            var text = new StringBuilder();
            for (int n = random.NextInt(20); n > 0; n--)
            {
                int range = new[] { 0x80, 0x800, 0x10000, 0x110000 }[random.NextInt(4)];
                int value = random.NextInt(range);
                text.Append(Rune.IsValid(value) ? new Rune(value).ToString() : " ");
            }

            Assert.Equal(text.ToString(), tokenizer.Decode(tokenizer.Encode(text.ToString())));
        }
    }

    [Fact]
    public void Text_that_reads_like_a_special_token_stays_text()
    {
        var tokenizer = BpeTokenizer.Train(Repeat("</s> <s> <pad> <image>", 50), 400);
        int[] ids = tokenizer.Encode("</s> <image> <s> <pad>");
        Assert.Equal("</s> <image> <s> <pad>", tokenizer.Decode(ids));
        Assert.Empty(ids.Intersect([tokenizer.BosId, tokenizer.EosId, tokenizer.PadId, tokenizer.ImageId]));
    }

    [Fact]
    public void Special_tokens_and_unknown_ids_decode_to_nothing()
    {
        var tokenizer = BpeTokenizer.Train([], 260);
        Assert.Equal("ab", tokenizer.Decode([tokenizer.BosId, .. tokenizer.Encode("a"), 99999, -1, .. tokenizer.Encode("b"), tokenizer.EosId]));
    }

    [Fact]
    public void A_piece_of_a_hundred_thousand_letters_is_merged_like_a_short_one()
    {
        var tokenizer = BpeTokenizer.Train(Repeat("aaaa", 4), 262);
        Assert.Equal([("a", "a"), ("aa", "aa")], tokenizer.Merges);
        int[] ids = tokenizer.Encode(new string('a', 100_003));
        Assert.Equal(25_000 + 2, ids.Length);
        Assert.Equal(["aa", "a"], ids[^2..].Select(id => tokenizer.Decode([id])));
    }

    [Theory]
    [InlineData("Hello world", "Hello| world")]
    [InlineData("it's 12 o'clock!", "it|'s| 12| o|'|clock|!")]
    [InlineData("a  b", "a| | b")]
    [InlineData("a \n b ", "a| \n| b| ")]
    [InlineData("a\nb", "a|\n|b")]
    [InlineData("x   ", "x|   ")]
    [InlineData("don't've", "don|'t|'ve")]
    [InlineData("abc123def", "abc|123|def")]
    [InlineData(" ?!x", " ?!|x")]
    [InlineData("𝒜b 𝟙", "𝒜b| 𝟙")]
    public void Text_is_cut_as_the_expression_of_GPT_2_cuts_it(string text, string expected) =>
        Assert.Equal(expected, string.Join("|", WordSplitter.Split(text)));

    private static IEnumerable<string> Repeat(string line, int count) => Enumerable.Repeat(line, count);
}
