using System.Collections;
using Rampart.Pipeline.Parameters;

namespace Rampart.Pipeline.Binding;

/// <summary>Finds the knobs of a bound record, at any depth, that name stages.</summary>
static class ReferenceFinder
{
    /// <summary>All references in the order of the record's knobs.</summary>
    public static IEnumerable<FoundReference> In(object record, string path = "")
    {
        foreach (var knob in RecordShape.Of(record.GetType()).Knobs)
        {
            if (knob.Property.GetValue(record) is { } value)
            {
                foreach (var found in InValue(value, BindingNotes.Join(path, knob.Key), knob.Reference))
                {
                    yield return found;
                }
            }
        }
    }

    static IEnumerable<FoundReference> InValue(object value, string path, StageReferenceAttribute? rule) => value switch
    {
        string text => rule is null ? [] : [new FoundReference(path, text, rule)],
        IDictionary map => map.Keys.Cast<string>().SelectMany(key => InValue(map[key]!, BindingNotes.Join(path, key), rule)),
        IEnumerable list => list.Cast<object>().Index().SelectMany(item => InValue(item.Item, $"{path}[{item.Index}]", rule)),
        _ when ScalarBinder.Handles(value.GetType()) => [],
        _ => In(value, path),
    };
}
