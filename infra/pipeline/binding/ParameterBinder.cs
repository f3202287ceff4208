using System.Collections;
using Rampart.Pipeline.Parameters;
using Rampart.Pipeline.Yaml;

namespace Rampart.Pipeline.Binding;

/// <summary>Makes a parameters record out of YAML, strictly: every mistake is noted with its place, and nothing is guessed.</summary>
sealed class ParameterBinder(BindingNotes notes)
{
    /// <summary>Binds a map to a record.</summary>
    /// <param name="map">The keys.</param>
    /// <param name="type">The record, or the abstract record of its variants.</param>
    /// <param name="foreign">Keys of the map that somebody else reads.</param>
    /// <returns>The record, or null when something is wrong with it.</returns>
    public object? Bind(YamlMap map, Type type, params string[] foreign)
    {
        notes.Place("", map.Position);
        return Record(map, type, "", foreign);
    }

    object? Record(YamlMap map, Type type, string path, IReadOnlyCollection<string> foreign)
    {
        var shape = RecordShape.Of(type);
        if (shape.Variants.Count > 0)
        {
            return Variant(map, shape, path);
        }
        var before = notes.Problems.Count;
        var record = Activator.CreateInstance(type)!;
        var meant = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in map.Entries.Where(entry => !foreign.Contains(entry.Key)))
        {
            if (shape.Knobs.FirstOrDefault(knob => knob.Key == entry.Key) is not { } knob)
            {
                var known = shape.Knobs.Select(known => known.Key).Concat(foreign).ToList();
                meant.Add(Nearest.Of(entry.Key, known) ?? "");
                notes.Report(entry.Position, $"unknown key \"{entry.Key}\" in {notes.Inside(path)}{Nearest.Hint(entry.Key, known)}");
                continue;
            }
            var place = BindingNotes.Join(path, knob.Key);
            notes.Place(place, entry.Value.Position);
            if (entry.Value is YamlText { IsNull: true } && knob.Nullable)
            {
                knob.Property.SetValue(record, null);
            }
            else if (Value(entry.Value, knob.Type, place, knob) is { } value)
            {
                knob.Property.SetValue(record, value);
            }
        }
        foreach (var missing in shape.Knobs.Where(knob => knob.Required && map[knob.Key] is null && !meant.Contains(knob.Key)))
        {
            notes.Report(map.Position, $"{notes.Inside(path)} lacks the key \"{missing.Key}\". Add it: {Expectation.Of(missing)}.");
        }
        if (notes.Problems.Count > before)
        {
            return null;
        }
        foreach (var fault in record is ICheckedParameters checkedRecord ? checkedRecord.Check() : [])
        {
            var place = fault.Path.Length == 0 ? path : BindingNotes.Join(path, fault.Path);
            notes.Report(notes.PositionOf(place), $"{fault.What} (in {notes.Inside(path)}). {fault.Fix}");
        }
        return notes.Problems.Count > before ? null : record;
    }

    object? Variant(YamlMap map, RecordShape shape, string path)
    {
        const string key = VariantAttribute.Discriminator;
        if (map[key] is not YamlText { IsNull: false } name)
        {
            var names = string.Join(", ", shape.Variants.Keys.Order(StringComparer.Ordinal));
            notes.Report(map[key]?.Position ?? map.Position, $"{notes.Inside(path)} lacks the key \"{key}\". Add it: one of {names}.");
            return null;
        }
        if (!shape.Variants.TryGetValue(name.Text, out var variant))
        {
            notes.Report(name.Position, $"unknown {key} \"{name.Text}\" in {notes.Inside(path)}{Nearest.Hint(name.Text, shape.Variants.Keys)}");
            return null;
        }
        return Record(map, variant, path, [key]);
    }

    object? Value(YamlValue value, Type type, string path, Knob knob)
    {
        if (ValueKind.IsList(type, out var element))
        {
            return value is YamlList list ? List(list, element, path, knob) : Wrong(value, path, "a list, as [a, b]");
        }
        if (ValueKind.IsDictionary(type, out var inner))
        {
            return value is YamlMap map ? Dictionary(map, inner, path, knob) : Wrong(value, path, "keys with values, as { a: 1 }");
        }
        if (ScalarBinder.Handles(type))
        {
            return value is YamlText text
                ? ScalarBinder.Bind(text, type, knob, notes.Name(path), notes)
                : Wrong(value, path, Expectation.OfValue(type, knob.Bounds));
        }
        return value is YamlMap nested ? Record(nested, type, path, []) : Wrong(value, path, "a group of keys");
    }

    object? List(YamlList list, Type element, string path, Knob knob)
    {
        if (!Counted(list.Items.Count, list.Position, path, knob))
        {
            return null;
        }
        var items = Array.CreateInstance(element, list.Items.Count);
        foreach (var (index, item) in list.Items.Index())
        {
            var place = $"{path}[{index}]";
            notes.Place(place, item.Position);
            items.SetValue(Value(item, element, place, knob), index);
        }
        return items;
    }

    object? Dictionary(YamlMap map, Type element, string path, Knob knob)
    {
        if (!Counted(map.Entries.Count, map.Position, path, knob))
        {
            return null;
        }
        var values = (IDictionary)Activator.CreateInstance(typeof(OrderedDictionary<,>).MakeGenericType(typeof(string), element), StringComparer.Ordinal)!;
        foreach (var entry in map.Entries)
        {
            var place = BindingNotes.Join(path, entry.Key);
            notes.Place(place, entry.Value.Position);
            if (!PipelineName.IsValid(entry.Key))
            {
                notes.Report(entry.Position, $"\"{entry.Key}\" in {notes.Inside(path)} is not a name. {PipelineName.Rule}");
            }
            else if (Value(entry.Value, element, place, knob) is { } value)
            {
                values.Add(entry.Key, value);
            }
        }
        return values;
    }

    bool Counted(int count, SourcePosition position, string path, Knob knob)
    {
        if (knob.Count is not { } allowed || (count >= allowed.Least && count <= allowed.Most))
        {
            return true;
        }
        notes.Report(position, $"{notes.Name(path)} has {count} elements; allowed are {allowed.Least} to {allowed.Most}.");
        return false;
    }

    object? Wrong(YamlValue value, string path, string expected)
    {
        var got = value switch
        {
            YamlText { IsNull: true } => "empty",
            YamlText text => $"\"{text.Text}\"",
            YamlList => "a list",
            _ => "a group of keys",
        };
        notes.Report(value.Position, $"{notes.Name(path)} is {got}. Make it {expected}.");
        return null;
    }
}
