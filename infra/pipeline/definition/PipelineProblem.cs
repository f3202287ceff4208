namespace Rampart.Pipeline;

/// <summary>One mistake in a pipeline file or an override.</summary>
/// <param name="Position">Where.</param>
/// <param name="Message">What is wrong and how to fix it.</param>
public sealed record PipelineProblem(SourcePosition Position, string Message)
{
    /// <summary><c>file:line:column message</c>.</summary>
    public override string ToString() => $"{Position} {Message}";
}
