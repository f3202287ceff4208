using System.Reflection;
using Microsoft.Extensions.Configuration;

namespace Rampart.Hosting;

/// <summary>All keys of the configuration, read from the records that they are bound to.</summary>
public static class KnownKeys
{
    /// <summary>The keys of these sections, in ordinal order.</summary>
    public static IReadOnlyList<KnownKey> Of(IEnumerable<OptionsSection> sections) =>
    [
        .. sections.SelectMany(section => Of(section.Path, section.Type, Activator.CreateInstance(section.Type)))
            .OrderBy(key => key.Path, StringComparer.Ordinal),
    ];

    /// <summary>The keys of a record, with the values of this instance as defaults.</summary>
    internal static IEnumerable<KnownKey> Of(string path, Type type, object? instance)
    {
        foreach (PropertyInfo property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite))
        {
            string key = ConfigurationPath.Combine(path, property.Name);
            object? value = instance is null ? null : property.GetValue(instance);
            if (IsSection(property.PropertyType))
            {
                foreach (KnownKey nested in Of(key, property.PropertyType, value))
                {
                    yield return nested;
                }
            }
            else
            {
                yield return new KnownKey(key, property, value);
            }
        }
    }

    // Records of options are ours; everything else is a value.
    static bool IsSection(Type type) => type.IsClass && type.Namespace?.StartsWith(nameof(Rampart), StringComparison.Ordinal) == true;
}
