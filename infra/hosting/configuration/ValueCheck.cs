using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;

namespace Rampart.Hosting;

/// <summary>Checks values against what their properties declare.</summary>
static class ValueCheck
{
    /// <summary>What the value must be, when this text is not; null when it is.</summary>
    public static string? Refusal(KnownKey key, string text)
    {
        try
        {
            object? value = TypeDescriptor.GetConverter(key.ValueType).ConvertFromInvariantString(text);
            bool isMeant = value is not Uri { IsAbsoluteUri: false } && (!key.ValueType.IsEnum || Enum.IsDefined(key.ValueType, value!));
            return isMeant && (key.IsMap || FollowsRules(key, value)) ? null : Wanted(key);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or NotSupportedException)
        {
            // The number converters wrap what they throw in an ArgumentException.
            return Wanted(key);
        }
    }

    /// <summary>Checks options that were put together in code; those from a configuration have been checked.</summary>
    /// <exception cref="ConfigurationException">A value is out of range, at any depth.</exception>
    public static void ThrowIfInvalid(RampartOptions options)
    {
        string[] mistakes =
        [
            .. KnownKeys.Of(OptionsSection.Root, typeof(RampartOptions), options)
                .Where(key => !FollowsRules(key, key.Default))
                .Select(key => $"{key.Path} must be {Wanted(key)}."),
        ];
        if (mistakes.Length > 0)
        {
            throw new ConfigurationException(string.Join('\n', mistakes));
        }
    }

    static bool FollowsRules(KnownKey key, object? value) => key.Property.GetCustomAttributes<ValidationAttribute>().All(rule => rule.IsValid(value));

    static string Wanted(KnownKey key) =>
        key.ValueType.IsEnum ? $"one of {key.Range}"
        : key.ValueType == typeof(TimeSpan) ? $"a duration, {key.Range}"
        : key.Range is { } range ? $"a number, {range}"
        : key.ValueType == typeof(Uri) ? "an absolute URI"
        : key.ValueType == typeof(bool) ? "true or false"
        : key.ValueType == typeof(string) ? "given"
        : "a number";
}
