using System.Globalization;

namespace Rampart.Evaluation;

/// <summary>Level and type of a risk in one text, as outcomes of task risk state them.</summary>
internal static class RiskTruth
{
    /// <summary>How a level and a type are written.</summary>
    public static string Text(int level, string type) => $"{level.ToString(CultureInfo.InvariantCulture)} {type}";

    /// <summary>The parts of such a text; no level, and the text as its type, where it is none.</summary>
    public static (int? Level, string Type) Read(string text)
    {
        int blank = text.IndexOf(' ', StringComparison.Ordinal);
        return blank > 0 && int.TryParse(text.AsSpan(0, blank), NumberStyles.None, CultureInfo.InvariantCulture, out int level)
            ? (level, text[(blank + 1)..])
            : (null, text);
    }
}
