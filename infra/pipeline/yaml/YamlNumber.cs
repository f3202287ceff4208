using System.Globalization;

namespace Rampart.Pipeline.Yaml;

/// <summary>Numbers in pipeline.yaml: <c>10</c>, <c>20_000</c>, <c>0.5</c>, <c>1e-3</c> and fractions such as <c>8/255</c>.</summary>
static class YamlNumber
{
    const NumberStyles Real = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
    const int GreyLevels = 255;

    /// <summary>Reads a whole number.</summary>
    public static bool TryWhole(string text, out Int128 value) =>
        Int128.TryParse(Ungrouped(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    /// <summary>Reads a finite real number; a fraction is divided in double precision.</summary>
    public static bool TryReal(string text, out double value)
    {
        var slash = text.IndexOf('/');
        if (slash < 0)
        {
            return double.TryParse(Ungrouped(text), Real, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
        }
        var valid = double.TryParse(text.AsSpan(0, slash), Real, CultureInfo.InvariantCulture, out var above)
            & double.TryParse(text.AsSpan(slash + 1), Real, CultureInfo.InvariantCulture, out var below);
        value = above / below;
        return valid && double.IsFinite(value);
    }

    /// <summary>The shorter of the decimal text and the fraction of 255 that read back to the same number.</summary>
    public static string Text(double value)
    {
        var text = EcmaNumber.Text(value);
        var levels = Math.Round(value * GreyLevels);
        var fraction = string.Create(CultureInfo.InvariantCulture, $"{levels}/{GreyLevels}");
        return Math.Abs(levels) is > 0 and < 1000 && levels / GreyLevels == value && fraction.Length < text.Length ? fraction : text;
    }

    // 20_000: groups of digits may be parted by single underscores.
    static string Ungrouped(string text)
    {
        var grouped = text.Length > 2 && char.IsAsciiDigit(text[^1]) && !text.Contains("__", StringComparison.Ordinal)
            && text.TrimStart('-', '+') is [>= '0' and <= '9', ..];
        return grouped ? text.Replace("_", "", StringComparison.Ordinal) : text;
    }
}
