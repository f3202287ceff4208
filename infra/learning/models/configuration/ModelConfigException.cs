namespace Rampart.Learning.Models;

/// <summary>A model configuration says something that no model can be built from; the message names the key and how to mend it.</summary>
public sealed class ModelConfigException : FormatException
{
    /// <summary>States what is wrong.</summary>
    /// <param name="message">What, where and how to fix it.</param>
    public ModelConfigException(string message)
        : base(message)
    {
    }

    /// <summary>States what is wrong, and the error that showed it.</summary>
    /// <param name="message">What, where and how to fix it.</param>
    /// <param name="inner">The error behind it.</param>
    public ModelConfigException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
