using System.Globalization;

namespace Rampart.Investigation;

/// <summary>Reads lengths of time as people write them: numbers with the units <c>ms</c>, <c>s</c>, <c>m</c>, <c>h</c> or <c>d</c>, one after the other.</summary>
static class RelativeTime
{
    static readonly (string Unit, double Seconds)[] Units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400)];

    /// <summary>Reads for example <c>1h30m</c> or <c>1.5s</c>; false when the text is no length of time, or one beyond what a <see cref="TimeSpan"/> holds.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out TimeSpan length)
    {
        length = default;
        double seconds = 0;
        if (text.IsEmpty)
        {
            return false;
        }
        while (!text.IsEmpty)
        {
            int digits = text.IndexOfAnyExcept("0123456789.");
            if (digits <= 0 || !double.TryParse(text[..digits], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number))
            {
                return false;
            }
            text = text[digits..];
            if (!TryTakeUnit(ref text, out double unit))
            {
                return false;
            }
            seconds += number * unit;
        }
        if (seconds > TimeSpan.MaxValue.TotalSeconds / 2)
        {
            return false;
        }
        length = TimeSpan.FromSeconds(seconds);
        return true;
    }

    static bool TryTakeUnit(ref ReadOnlySpan<char> text, out double seconds)
    {
        foreach ((string unit, double length) in Units)
        {
            if (text.StartsWith(unit, StringComparison.Ordinal))
            {
                text = text[unit.Length..];
                seconds = length;
                return true;
            }
        }
        seconds = 0;
        return false;
    }
}
