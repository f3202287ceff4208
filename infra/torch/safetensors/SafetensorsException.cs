namespace Rampart.Safetensors;

/// <summary>A file is not valid safetensors; the message says what is wrong, where, and how to mend it.</summary>
public sealed class SafetensorsException : FormatException
{
    /// <summary>A message without cause.</summary>
    public SafetensorsException(string message) : base(message)
    {
    }

    /// <summary>A message with the exception that led to it.</summary>
    public SafetensorsException(string message, Exception inner) : base(message, inner)
    {
    }
}
