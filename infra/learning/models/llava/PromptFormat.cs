using Rampart.Learning.Tokenization;

namespace Rampart.Learning.Models;

/// <summary>The conversation form of LLaVA-1.5 on Hugging Face: <c>USER: &lt;image&gt;\n{question} ASSISTANT: {answer}&lt;/s&gt;</c>.</summary>
public static class PromptFormat
{
    /// <summary>What a question is asked with, up to where the answer begins; starts with the begin token.</summary>
    /// <param name="tokenizer">The tokenizer of the decoder.</param>
    /// <param name="question">The question, as plain text.</param>
    public static int[] Prompt(BpeTokenizer tokenizer, string question)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(question);
        return
        [
            tokenizer.BosId,
            .. tokenizer.Encode("USER: "),
            tokenizer.ImageId,
            .. tokenizer.Encode($"\n{question} ASSISTANT:"),
        ];
    }

    /// <summary>The tokens of a text that stands before the question, on a line of its own: a prompt with it is that of the question
    /// <c>{text}\n{question}</c>.</summary>
    /// <param name="tokenizer">The tokenizer of the decoder.</param>
    /// <param name="text">The text.</param>
    public static int[] Before(BpeTokenizer tokenizer, string text)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(text);
        return [.. tokenizer.Encode($"\n{text}")];
    }

    /// <summary>The answer's tokens, the end token included. Encoded apart from the prompt, as generation produces them.</summary>
    /// <param name="tokenizer">The tokenizer of the decoder.</param>
    /// <param name="answer">The answer, as plain text.</param>
    public static int[] Answer(BpeTokenizer tokenizer, string answer)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        ArgumentNullException.ThrowIfNull(answer);
        return [.. tokenizer.Encode($" {answer}"), tokenizer.EosId];
    }

    /// <summary>The tokens that an answer begins with, which does not end there.</summary>
    /// <param name="tokenizer">The tokenizer of the decoder.</param>
    /// <param name="text">Its beginning, up to the end of a word.</param>
    public static int[] Opening(BpeTokenizer tokenizer, string text) => Answer(tokenizer, text)[..^1];

    /// <summary>The text of generated tokens: special tokens and the space before the first word are left away.</summary>
    /// <param name="tokenizer">The tokenizer of the decoder.</param>
    /// <param name="tokens">What was generated.</param>
    public static string Read(BpeTokenizer tokenizer, IEnumerable<int> tokens)
    {
        ArgumentNullException.ThrowIfNull(tokenizer);
        return tokenizer.Decode(tokens).Trim();
    }
}
