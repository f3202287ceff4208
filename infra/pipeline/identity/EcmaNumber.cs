using System.Globalization;

namespace Rampart.Pipeline;

/// <summary>Numbers as ECMAScript's <c>Number::toString</c> writes them: the shortest digits that read back to the same double.</summary>
static class EcmaNumber
{
    /// <summary>The text of a finite number; minus zero is <c>0</c>.</summary>
    public static string Text(double value)
    {
        if (value == 0)
        {
            return "0";
        }
        // .NET's round-trip digits are the same shortest ones; only where the point goes differs.
        var (digits, exponent) = Split(Math.Abs(value).ToString("R", CultureInfo.InvariantCulture));
        return (value < 0 ? "-" : "") + Place(digits, exponent);
    }

    static (string Digits, int Exponent) Split(string text)
    {
        var mark = text.IndexOf('E');
        var mantissa = mark < 0 ? text : text[..mark];
        var exponent = mark < 0 ? 0 : int.Parse(text.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.');
        var digits = mantissa.Replace(".", "");
        exponent += point < 0 ? digits.Length : point;
        var leading = digits.Length - digits.TrimStart('0').Length;
        return (digits.Trim('0'), exponent - leading);
    }

    // The value is 0.DIGITS times ten to the power of EXPONENT.
    static string Place(string digits, int exponent)
    {
        if (exponent is > 0 and <= 21)
        {
            return digits.Length <= exponent
                ? digits.PadRight(exponent, '0')
                : digits[..exponent] + "." + digits[exponent..];
        }
        if (exponent is > -6 and <= 0)
        {
            return "0." + new string('0', -exponent) + digits;
        }
        var power = exponent - 1;
        var mantissa = digits.Length == 1 ? digits : digits[..1] + "." + digits[1..];
        return mantissa + "e" + (power > 0 ? "+" : "") + power.ToString(CultureInfo.InvariantCulture);
    }
}
