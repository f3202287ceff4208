using System.Globalization;

namespace Rampart.Replay;

/// <summary>The first optimizer step at which two trainings part.</summary>
/// <param name="Step">From 1, over the whole training.</param>
/// <param name="OtherBatch">Whether it saw other samples, or the same in another order; null where only figures were recorded.</param>
/// <param name="Parameter">The first parameter, in the ordinal order of names, whose bits differ after that step; null where none does or only figures were recorded.</param>
/// <param name="Figure">The first figure of the step that differs, for example <c>loss</c>; null where none does.</param>
/// <param name="There">The figure as it was recorded.</param>
/// <param name="Here">The figure now.</param>
public sealed record FirstStep(long Step, bool? OtherBatch, string? Parameter, string? Figure, string? There, string? Here)
{
    /// <summary>The step in one sentence.</summary>
    public string Describe()
    {
        IEnumerable<string?> parts =
        [
            OtherBatch switch { true => "its batch holds other samples, or the same in another order", false => "its batch holds the same samples", null => null },
            Parameter is null ? null : $"the first parameter that differs after it is {Parameter}",
            Figure is null ? null : $"{Figure} is {There ?? "absent"} there and {Here ?? "absent"} here",
        ];
        return string.Create(CultureInfo.InvariantCulture, $"the trajectories part at step {Step}: {string.Join("; ", parts.OfType<string>())}");
    }
}
