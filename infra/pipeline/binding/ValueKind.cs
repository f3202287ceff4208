using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Rampart.Pipeline.Binding;

/// <summary>Tells what a knob's type is to pipeline.yaml.</summary>
static class ValueKind
{
    /// <summary>Whether it is a whole number.</summary>
    public static bool IsWhole(Type type) => type == typeof(int) || type == typeof(long) || type == typeof(ulong);

    /// <summary>Whether it is a real number.</summary>
    public static bool IsReal(Type type) => type == typeof(double) || type == typeof(float);

    /// <summary>The element type of a list, as <c>IReadOnlyList&lt;T&gt;</c>.</summary>
    public static bool IsList(Type type, [NotNullWhen(true)] out Type? element) => IsGeneric(type, typeof(IReadOnlyList<>), 0, out element);

    /// <summary>The value type of a dictionary with text keys, as <c>IReadOnlyDictionary&lt;string, T&gt;</c>.</summary>
    public static bool IsDictionary(Type type, [NotNullWhen(true)] out Type? element) =>
        IsGeneric(type, typeof(IReadOnlyDictionary<,>), 1, out element) && type.GetGenericArguments()[0] == typeof(string);

    /// <summary>The words of an enum with their values, kebab-case unless the member says otherwise.</summary>
    public static IReadOnlyList<(string Word, object Value)> Words(Type type) =>
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (Word(field), field.GetValue(null)!))];

    static string Word(FieldInfo field) =>
        field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name ?? JsonNamingPolicy.KebabCaseLower.ConvertName(field.Name);

    static bool IsGeneric(Type type, Type definition, int argument, [NotNullWhen(true)] out Type? element)
    {
        element = type.IsGenericType && type.GetGenericTypeDefinition() == definition ? type.GetGenericArguments()[argument] : null;
        return element is not null;
    }
}
