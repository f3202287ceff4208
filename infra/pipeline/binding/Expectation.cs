using Rampart.Pipeline.Parameters;
using Rampart.Pipeline.Yaml;

namespace Rampart.Pipeline.Binding;

/// <summary>Says in words what a knob takes.</summary>
static class Expectation
{
    /// <summary>What the knob is for and what it takes.</summary>
    public static string Of(Knob knob)
    {
        var value = OfValue(knob.Type, knob.Bounds);
        return knob.Description.Length == 0 ? value : $"{value} ({knob.Description.TrimEnd('.')})";
    }

    /// <summary>What a value of this type looks like.</summary>
    public static string OfValue(Type type, BoundsAttribute? bounds)
    {
        var range = bounds is null ? "" : $" from {OfBounds(bounds)}";
        if (type.IsEnum)
        {
            return "one of " + string.Join(", ", ValueKind.Words(type).Select(known => known.Word));
        }
        if (ValueKind.IsWhole(type))
        {
            return "a whole number" + range;
        }
        if (ValueKind.IsReal(type))
        {
            return "a number (as 0.5, 1e-3 or 8/255)" + range;
        }
        if (type == typeof(bool))
        {
            return "true or false";
        }
        if (type == typeof(string))
        {
            return "text";
        }
        if (ValueKind.IsList(type, out _))
        {
            return "a list";
        }
        var variants = ValueKind.IsDictionary(type, out _) ? [] : RecordShape.Of(type).Variants.Keys.Order(StringComparer.Ordinal).ToList();
        return variants.Count == 0 ? "a group of keys" : $"a group of keys with {VariantAttribute.Discriminator} one of {string.Join(", ", variants)}";
    }

    /// <summary>A range: <c>0 to 1 of the pixel range</c>.</summary>
    public static string OfBounds(BoundsAttribute bounds)
    {
        var least = YamlNumber.Text(bounds.Least);
        var unit = bounds.Unit.Length == 0 ? "" : " " + bounds.Unit;
        var most = double.IsFinite(bounds.Most) ? YamlNumber.Text(bounds.Most) : "any";
        return $"{(bounds.Above ? "above " : "")}{least} to {most}{unit}";
    }
}
