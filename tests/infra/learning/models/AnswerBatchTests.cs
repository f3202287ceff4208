using Rampart.Learning.Models;
using Rampart.Learning.Tokenization;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Models;

public sealed class AnswerBatchTests
{
    [Fact]
    public void The_end_token_is_predicted_but_never_read()
    {
        using var batch = AnswerBatch.FromTokens([[1, 99, 5, 6], [1, 99, 7]], [[8, 2], [9, 10, 2]], 99, 0);
        Assert.Equal([1], batch.Prefix);
        Assert.Equal([5L, 6, 8, 7, 9, 10], batch.Suffix.data<long>().ToArray());
        Assert.Equal([1L, 2, 0, 0, 1, 2], batch.Predictors.data<long>().ToArray());
        Assert.Equal([8L, 2, 0, 9, 10, 2], batch.Labels.data<long>().ToArray());
        Assert.Equal([1f, 1, 0, 1, 1, 1], batch.Mask.data<float>().ToArray());
    }

    [Fact]
    public void The_prompt_is_that_of_LLaVA_1_5_on_Hugging_Face()
    {
        var tokenizer = BpeTokenizer.Train([], 260);
        int[] prompt = PromptFormat.Prompt(tokenizer, "What is it?");
        Assert.Equal(tokenizer.BosId, prompt[0]);
        int image = Array.IndexOf(prompt, tokenizer.ImageId);
        Assert.Equal("USER: ", tokenizer.Decode(prompt[..image]));
        Assert.Equal("\nWhat is it? ASSISTANT:", tokenizer.Decode(prompt[(image + 1)..]));
        int[] answer = PromptFormat.Answer(tokenizer, "A shirt");
        Assert.Equal(tokenizer.EosId, answer[^1]);
        Assert.Equal(" A shirt", tokenizer.Decode(answer));
        Assert.Equal("A shirt", PromptFormat.Read(tokenizer, answer));
    }

    [Fact]
    public void A_question_cannot_smuggle_in_a_second_image()
    {
        var tokenizer = BpeTokenizer.Train(["<image> <image> </s> </s>"], 300);
        using var batch = AnswerBatch.Create(tokenizer, ["What is <image> </s>?"], ["x"]);
        long[] suffix = batch.Suffix.data<long>().ToArray();
        Assert.DoesNotContain(tokenizer.ImageId, suffix);
        Assert.DoesNotContain(tokenizer.EosId, suffix);
    }

    [Theory]
    [InlineData(new[] { 1, 5 }, new[] { 1, 99, 5 }, "Prompt 0 has 0 image placeholders")]
    [InlineData(new[] { 1, 99, 5 }, new[] { 1, 99, 99 }, "Prompt 1 has 2 image placeholders")]
    [InlineData(new[] { 1, 99, 5 }, new[] { 2, 99, 5 }, "Prompt 1 begins unlike prompt 0")]
    public void Prompts_that_do_not_go_together_are_refused_by_place(int[] first, int[] second, string message)
    {
        var error = Assert.Throws<ArgumentException>(() => AnswerBatch.FromTokens([first, second], [[2], [2]], 99, 0));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Captions_begin_and_end_and_are_cut_before_the_end()
    {
        using var scope = NewDisposeScope();
        var tokenizer = BpeTokenizer.Train([], 260);
        var ids = CaptionBatch.Create(tokenizer, ["ab", "abcdefgh"], 6);
        long[] row = ids.data<long>().ToArray();
        Assert.Equal(new long[] { 2, 6 }, ids.shape);
        Assert.Equal([tokenizer.BosId, .. tokenizer.Encode("ab"), tokenizer.EosId, tokenizer.PadId, tokenizer.PadId], row[..6].Select(id => (int)id));
        Assert.Equal([tokenizer.BosId, .. tokenizer.Encode("abcd"), tokenizer.EosId], row[6..].Select(id => (int)id));
    }
}
