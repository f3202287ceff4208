using Rampart.Learning.Randomness;

namespace Rampart.Learning.Training;

/// <summary>Which step a loss is computed for.</summary>
/// <param name="Step">The step, counted from 0 over the whole training.</param>
/// <param name="Seed">The seed of the whole training.</param>
/// <param name="Cancellation">Ends the step early.</param>
public sealed record StepContext(int Step, ulong Seed, CancellationToken Cancellation = default)
{
    /// <summary>The seed of one use of randomness in this step.</summary>
    /// <param name="purpose">What it is for.</param>
    public ulong SeedFor(string purpose) => Seeds.Derive(Seed, purpose, Step.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
