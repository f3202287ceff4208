using Rampart.Learning.Training;

namespace Rampart.Learning.Tests;

/// <summary>Progress that is told at once, on the caller's thread.</summary>
internal sealed class Synchronous(Action<StepReport> told) : IProgress<StepReport>
{
    public void Report(StepReport value) => told(value);
}
