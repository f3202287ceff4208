namespace Rampart.Learning.Tokenization;

/// <summary>A <c>tokenizer.json</c> cannot be used; the message says what, where and how to fix it.</summary>
public sealed class TokenizerFormatException : FormatException
{
    /// <summary>States what is wrong.</summary>
    /// <param name="message">What, where and how to fix it.</param>
    public TokenizerFormatException(string message)
        : base(message)
    {
    }

    /// <summary>States what is wrong, and the error that showed it.</summary>
    /// <param name="message">What, where and how to fix it.</param>
    /// <param name="inner">The error behind it.</param>
    public TokenizerFormatException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
