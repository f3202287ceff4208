using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Rampart.Hosting;

/// <summary>One key of the configuration, as its property declares it.</summary>
/// <param name="Path">For example <c>Rampart:Bus:Uri</c>.</param>
/// <param name="Property">The property that it is bound to.</param>
/// <param name="Default">The value when nothing says otherwise; null when there is none.</param>
public sealed record KnownKey(string Path, PropertyInfo Property, object? Default)
{
    /// <summary>The environment variable that sets it, for example <c>Rampart__Bus__Uri</c>.</summary>
    public string Variable => VariableOf(Path);

    /// <summary>Whether its value must never be shown.</summary>
    public bool IsSecret => Property.GetCustomAttribute<DataTypeAttribute>()?.DataType == DataType.Password;

    /// <summary>Whether it holds entries, each with a key of its own below this one.</summary>
    public bool IsMap => Property.PropertyType is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(Dictionary<,>);

    /// <summary>The type of its value, or of its entries.</summary>
    public Type ValueType
    {
        get
        {
            Type type = IsMap ? Property.PropertyType.GenericTypeArguments[1] : Property.PropertyType;
            return Nullable.GetUnderlyingType(type) ?? type;
        }
    }

    /// <summary>The values that it may have, in words; null when any will do.</summary>
    public string? Range =>
        ValueType.IsEnum ? string.Join(", ", Enum.GetNames(ValueType))
        : Property.GetCustomAttribute<RangeAttribute>() is not { } range ? null
        : range.Maximum is double and >= long.MaxValue ? string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} or more")
        : string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}");

    /// <summary>The environment variable that sets a key.</summary>
    public static string VariableOf(string path) => path.Replace(ConfigurationPath.KeyDelimiter, "__", StringComparison.Ordinal);

    /// <summary>Whether this key is meant by <paramref name="path"/>: it is the path, or the path is one of its entries.</summary>
    public bool Covers(string path) =>
        path.Equals(Path, StringComparison.OrdinalIgnoreCase)
        || (IsMap && path.StartsWith(Path + ConfigurationPath.KeyDelimiter, StringComparison.OrdinalIgnoreCase));
}
