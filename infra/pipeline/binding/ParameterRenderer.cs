using System.Collections;
using System.Globalization;
using Rampart.Pipeline.Parameters;
using Rampart.Pipeline.Yaml;

namespace Rampart.Pipeline.Binding;

/// <summary>Turns a parameters record back into YAML with every knob that has a value, so that nothing is left to defaults.</summary>
static class ParameterRenderer
{
    /// <summary>The record's knobs; <paramref name="declared"/> is the type that its owner knows it by.</summary>
    public static YamlMap Map(object record, Type declared)
    {
        var entries = new List<YamlEntry>();
        var shape = RecordShape.Of(declared);
        if (shape.Variants.Count > 0)
        {
            entries.Add(Entry(VariantAttribute.Discriminator, Text(shape.NameOf(record.GetType()))));
        }
        foreach (var knob in RecordShape.Of(record.GetType()).Knobs)
        {
            if (knob.Property.GetValue(record) is { } value)
            {
                entries.Add(Entry(knob.Key, Value(value, knob.Type)));
            }
        }
        return new YamlMap(entries, default);
    }

    /// <summary>A plain value.</summary>
    public static YamlText Text(string value) => new(value, Quoted: NeedsQuotes(value), default);

    /// <summary>A key with its value.</summary>
    public static YamlEntry Entry(string key, YamlValue value) => new(key, default, value);

    static YamlValue Value(object value, Type type)
    {
        if (ValueKind.IsList(type, out var element))
        {
            return new YamlList([.. ((IEnumerable)value).Cast<object>().Select(item => Value(item, element))], default);
        }
        if (ValueKind.IsDictionary(type, out var inner))
        {
            // Every IReadOnlyDictionary of an initialiser or of the binder is a dictionary in the old sense too.
            var entries = ((IDictionary)value).Keys.Cast<string>().Select(key => Entry(key, Value(((IDictionary)value)[key]!, inner)));
            return new YamlMap([.. entries], default);
        }
        return value switch
        {
            string text => Text(text),
            bool flag => Bare(flag ? "true" : "false"),
            Enum word => Bare(ValueKind.Words(type).First(known => known.Value.Equals(word)).Word),
            double real => Bare(YamlNumber.Text(real)),
            float real => Bare(YamlNumber.Text(double.Parse(real.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture))),
            int or long or ulong => Bare(Convert.ToString(value, CultureInfo.InvariantCulture)!),
            _ => Map(value, type),
        };
    }

    static YamlText Bare(string text) => new(text, Quoted: false, default);

    // Text that a reader would take for a number, a truth value or nothing keeps its quotes.
    static bool NeedsQuotes(string value) =>
        value is "true" or "false" or "null" or "~" || YamlNumber.TryReal(value, out _);
}
