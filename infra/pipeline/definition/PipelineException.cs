namespace Rampart.Pipeline;

/// <summary>A pipeline is not valid. All its mistakes are told at once, in the order of the file.</summary>
public sealed class PipelineException(IReadOnlyList<PipelineProblem> problems)
    : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>The mistakes, at least one.</summary>
    public IReadOnlyList<PipelineProblem> Problems { get; } = problems;
}
