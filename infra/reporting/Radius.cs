using System.Globalization;

namespace Rampart.Reporting;

/// <summary>How a perturbation's radius is written: in 255ths, as the field does.</summary>
public static class Radius
{
    /// <summary>For example <c>8/255</c> or <c>0.5/255</c>.</summary>
    public static string Name(double epsilon) => string.Create(CultureInfo.InvariantCulture, $"{Math.Round(epsilon * 255, 3):0.###}/255");

    /// <summary>A column's heading: <c>clean</c>, or attack and radius.</summary>
    public static string Column(string? attack, double? epsilon) => attack is null ? "clean" : $"{attack} {Name(epsilon ?? 0)}";
}
