namespace Rampart.Learning.Training;

/// <summary>What a finished step tells.</summary>
/// <param name="Step">The step, counted from 0 over the whole training.</param>
/// <param name="LearningRate">The rate it was taken with.</param>
/// <param name="Metrics">The loss first, then <c>gradient_norm</c> (before clipping), then what the objective adds.</param>
/// <param name="Trace">The hashes of its batch and of the parameters after it.</param>
public sealed record StepReport(int Step, double LearningRate, IReadOnlyList<KeyValuePair<string, float>> Metrics, StepTrace Trace)
{
    /// <summary>The loss.</summary>
    public float Loss => Metrics[0].Value;
}
