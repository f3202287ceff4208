using System.Globalization;

namespace Rampart.Replay;

/// <summary>The first optimizer step after which two trainings are not the same.</summary>
/// <param name="Step">Its number, from 1 over the whole training, as in the metrics.</param>
/// <param name="OtherBatch">Whether it saw other samples, or the same in another order.</param>
/// <param name="Parameter">The first parameter, in the ordinal order of names, whose bits differ after the step; null when none does yet.</param>
/// <param name="Differing">How many parameters differ after the step.</param>
/// <param name="Parameters">How many there are.</param>
public sealed record TraceDifference(long Step, bool OtherBatch, string? Parameter, int Differing, int Parameters) : Difference
{
    /// <inheritdoc/>
    public override string Describe()
    {
        string batch = OtherBatch ? "its batch holds other samples, or the same in another order" : "its batch holds the same samples";
        string parameters = Parameter is null
            ? "no parameter differs after it"
            : string.Create(CultureInfo.InvariantCulture, $"{Differing} of {Parameters} parameters differ after it, the first is {Parameter}");
        return string.Create(CultureInfo.InvariantCulture, $"step {Step} is the first that differs: {batch}; {parameters}");
    }
}
