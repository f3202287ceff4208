using Rampart.Learning.Training;
using Rampart.Safetensors;

namespace Rampart.Replay;

/// <summary>Says at which optimizer step, and in which parameter, two trainings part.</summary>
public static class TraceComparison
{
    /// <summary>Compares the traces of two executions of one segment.</summary>
    /// <param name="left">The file of the one to compare with (the original).</param>
    /// <param name="right">The file of the one that is compared (the replayed).</param>
    /// <returns>A <see cref="TraceDifference"/>, a <see cref="StructureDifference"/> where the two trained other parameters or steps, or null when they are the same.</returns>
    /// <exception cref="SafetensorsException">One of them is no trace.</exception>
    public static Difference? Compare(ReadOnlyMemory<byte> left, ReadOnlyMemory<byte> right) =>
        Compare(TrainingTrace.Read(left, "the trace there"), TrainingTrace.Read(right, "the trace here"));

    /// <summary>Compares two traces.</summary>
    public static Difference? Compare(TrainingTrace left, TrainingTrace right) =>
        Structure(left, right)
        ?? left.Steps.Zip(right.Steps, (one, other) => (one, other)).Index()
            .Select(step => Step(left, left.FirstStep + step.Index, step.Item.one, step.Item.other))
            .FirstOrDefault(difference => difference is not null)
        ?? Length(left, right);

    static Difference? Step(TrainingTrace trace, long number, StepTrace left, StepTrace right)
    {
        int[] differing = [.. Enumerable.Range(0, trace.Parameters.Count).Where(place => left.Parameters[place] != right.Parameters[place])];
        bool batch = left.Batch != right.Batch;
        return batch || differing.Length > 0
            ? new TraceDifference(number, batch, differing.Length > 0 ? trace.Parameters[differing[0]] : null, differing.Length, trace.Parameters.Count)
            : null;
    }

    static StructureDifference? Structure(TrainingTrace left, TrainingTrace right)
    {
        if (left.FirstStep != right.FirstStep)
        {
            return new StructureDifference($"the trace begins at step {left.FirstStep} there and at step {right.FirstStep} here");
        }
        if (left.Parameters.Except(right.Parameters).FirstOrDefault() is { } missing)
        {
            return new StructureDifference($"parameter {missing} is trained there and not here");
        }
        return right.Parameters.Except(left.Parameters).FirstOrDefault() is { } added ? new StructureDifference($"parameter {added} is trained here and not there")
            : left.Parameters.SequenceEqual(right.Parameters) ? null
            : new StructureDifference("the traces name the same parameters in another order");
    }

    static StructureDifference? Length(TrainingTrace left, TrainingTrace right) => left.Steps.Count == right.Steps.Count
        ? null
        : new StructureDifference($"the trace has {left.Steps.Count} steps there and {right.Steps.Count} here; those that both have are the same");
}
