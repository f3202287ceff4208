using System.Collections.Concurrent;
using System.ComponentModel;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Rampart.Pipeline.Parameters;

namespace Rampart.Pipeline.Binding;

/// <summary>What a parameters record looks like from pipeline.yaml: its knobs, or the variants it may be.</summary>
/// <param name="Type">The record.</param>
/// <param name="Description">What it is, for people.</param>
/// <param name="Knobs">Its properties in the order of declaration, inherited ones first.</param>
/// <param name="Variants">The records by <c>name</c>; empty when the record is not polymorphic.</param>
sealed record RecordShape(
    Type Type, string Description, IReadOnlyList<Knob> Knobs, IReadOnlyDictionary<string, Type> Variants)
{
    static readonly ConcurrentDictionary<Type, RecordShape> Known = new();

    /// <summary>The shape of a record type.</summary>
    /// <exception cref="InvalidOperationException">The type can't be bound: a fault in the program, not in the file.</exception>
    public static RecordShape Of(Type type) => Known.GetOrAdd(type, Make);

    /// <summary>The name under which a base record lists this variant.</summary>
    public string NameOf(Type variant) => Variants.First(pair => pair.Value == variant).Key;

    static RecordShape Make(Type type)
    {
        var description = type.GetCustomAttribute<DescriptionAttribute>(inherit: false)?.Description ?? "";
        var variants = type.GetCustomAttributes<VariantAttribute>(inherit: false).ToDictionary(v => v.Name, v => v.Record, StringComparer.Ordinal);
        if (variants.Values.FirstOrDefault(variant => !type.IsAssignableFrom(variant)) is { } stranger)
        {
            throw new InvalidOperationException($"{stranger.Name} is a variant of {type.Name} without deriving from it.");
        }
        if (variants.Count > 0)
        {
            return new RecordShape(type, description, [], variants);
        }
        if (type.IsAbstract || type.GetConstructor(Type.EmptyTypes) is null)
        {
            throw new InvalidOperationException($"{type} can't be bound: give it a parameterless constructor, or [Variant] attributes.");
        }
        var defaults = Activator.CreateInstance(type)!;
        var nullability = new NullabilityInfoContext();
        var knobs = Lineage(type)
            .SelectMany(level => level.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(property => property.SetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            .Select(property => MakeKnob(property, defaults, nullability))
            .ToList();
        return new RecordShape(type, description, knobs, variants);
    }

    static Knob MakeKnob(PropertyInfo property, object defaults, NullabilityInfoContext nullability)
    {
        var value = Nullable.GetUnderlyingType(property.PropertyType);
        return new Knob(
            JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name),
            property,
            value ?? property.PropertyType,
            property.IsDefined(typeof(RequiredMemberAttribute)),
            value is not null || nullability.Create(property).WriteState == NullabilityState.Nullable,
            property.GetValue(defaults),
            property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? "",
            property.GetCustomAttribute<BoundsAttribute>(),
            property.GetCustomAttribute<ItemCountAttribute>(),
            property.GetCustomAttribute<StageReferenceAttribute>());
    }

    static IEnumerable<Type> Lineage(Type type) =>
        type.BaseType is { } parent && parent != typeof(object) ? Lineage(parent).Append(type) : [type];
}
