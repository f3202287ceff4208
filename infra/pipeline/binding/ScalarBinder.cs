using System.Globalization;
using Rampart.Pipeline.Yaml;

namespace Rampart.Pipeline.Binding;

/// <summary>Makes numbers, words and text out of YAML scalars.</summary>
static class ScalarBinder
{
    const int LongestText = 4096;

    /// <summary>Whether the type is one that stands in a single scalar.</summary>
    public static bool Handles(Type type) =>
        type == typeof(string) || type == typeof(bool) || type.IsEnum || ValueKind.IsWhole(type) || ValueKind.IsReal(type);

    /// <summary>The value, or null after a mistake was noted.</summary>
    public static object? Bind(YamlText text, Type type, Knob knob, string name, BindingNotes notes)
    {
        if (text.IsNull || (type == typeof(string) && text.Text.Length is 0 or > LongestText))
        {
            return Wrong(text, type, knob, name, notes);
        }
        if (type == typeof(string))
        {
            return text.Text;
        }
        if (type.IsEnum)
        {
            return Word(text, type, name, notes);
        }
        if (type == typeof(bool))
        {
            return text.Text switch { "true" => true, "false" => false, _ => Wrong(text, type, knob, name, notes) };
        }
        return text.Quoted ? Wrong(text, type, knob, name, notes) : Number(text, type, knob, name, notes);
    }

    static object? Word(YamlText text, Type type, string name, BindingNotes notes)
    {
        var words = ValueKind.Words(type);
        foreach (var (word, value) in words)
        {
            if (word == text.Text)
            {
                return value;
            }
        }
        notes.Report(text.Position, $"{name} is \"{text.Text}\"{Nearest.Hint(text.Text, words.Select(known => known.Word))}");
        return null;
    }

    static object? Number(YamlText text, Type type, Knob knob, string name, BindingNotes notes)
    {
        double measured;
        object value;
        if (ValueKind.IsWhole(type))
        {
            if (!YamlNumber.TryWhole(text.Text, out var whole))
            {
                return Wrong(text, type, knob, name, notes);
            }
            var (least, most) = Limits(type);
            if (whole < least || whole > most)
            {
                notes.Report(text.Position, $"{name} is {text.Text}; allowed is {least} to {most}.");
                return null;
            }
            measured = (double)whole;
            value = type == typeof(ulong) ? (ulong)whole : Convert.ChangeType((long)whole, type, CultureInfo.InvariantCulture);
        }
        else
        {
            if (!YamlNumber.TryReal(text.Text, out measured))
            {
                return Wrong(text, type, knob, name, notes);
            }
            value = type == typeof(float) ? (float)measured : measured;
        }
        if (knob.Bounds is { } bounds && !bounds.Allows(measured))
        {
            notes.Report(text.Position, $"{name} is {text.Text}; allowed is {Expectation.OfBounds(bounds)}.");
            return null;
        }
        return value;
    }

    static (Int128 Least, Int128 Most) Limits(Type type) =>
        type == typeof(int) ? (int.MinValue, int.MaxValue) : type == typeof(long) ? (long.MinValue, long.MaxValue) : (0, ulong.MaxValue);

    static object? Wrong(YamlText text, Type type, Knob knob, string name, BindingNotes notes)
    {
        var got = text.IsNull || text.Text.Length == 0 ? "empty"
            : text.Text.Length > LongestText ? $"text of {text.Text.Length} characters"
            : $"\"{text.Text}\"";
        notes.Report(text.Position, $"{name} is {got}. Make it {Expectation.OfValue(type, knob.Bounds)}.");
        return null;
    }
}
