namespace Rampart.Contracts;

/// <summary>What started a run that no person started with a command.</summary>
/// <param name="Watch">The watch that planned it.</param>
/// <param name="Number">Which of the watch's runs it is, from 1.</param>
/// <param name="Why">Which rule was met, in words.</param>
/// <param name="Count">How many causes it has, at least one.</param>
/// <param name="First">The first of them, at most <see cref="MostFirst"/>.</param>
/// <param name="Causes">All of them, in the order in which they were handed in: a <see cref="TriggerCause"/> a line (JSON, snake_case keys).</param>
public sealed record RunTrigger(string Watch, int Number, string Why, int Count, IReadOnlyList<TriggerCause> First, ArtifactRef Causes)
{
    /// <summary>How many causes stand in the run's log itself, so that whoever looks at it need not read all.</summary>
    public const int MostFirst = 5;
}
