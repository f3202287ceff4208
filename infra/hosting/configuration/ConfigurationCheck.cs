using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Rampart.Pipeline;

namespace Rampart.Hosting;

/// <summary>Finds every mistake in a configuration before anything is started with it.</summary>
static class ConfigurationCheck
{
    /// <summary>Does nothing if all keys are known and all values are in their ranges.</summary>
    /// <exception cref="ConfigurationException">Something is wrong; the message has a line for each mistake.</exception>
    public static void ThrowIfWrong(IReadOnlyList<KnownKey> keys, IReadOnlyDictionary<string, Setting> settings)
    {
        string[] mistakes =
        [
            .. settings.Values.Select(setting => Mistake(keys, setting)).OfType<string>().Order(StringComparer.Ordinal),
            .. keys.Where(key => IsMissing(key, settings)).Select(key => $"{key.Path} is not set. Set the environment variable {key.Variable}."),
        ];
        if (mistakes.Length > 0)
        {
            throw new ConfigurationException(SecretMask.Of(keys, settings.Values).Apply(string.Join('\n', mistakes)));
        }
    }

    static string? Mistake(IReadOnlyList<KnownKey> keys, Setting setting)
    {
        if (keys.FirstOrDefault(key => key.Covers(setting.Key)) is not { } known)
        {
            return $"{setting.Key} ({setting.Source}) is not a key of the configuration{Nearest.Hint(setting.Key, keys.Select(key => key.Path))}";
        }
        return ValueCheck.Refusal(known, setting.Value) is { } wanted
            ? $"{setting.Key} is \"{SettingText.Shown(known, setting.Value)}\" ({setting.Source}), but must be {wanted}."
            : null;
    }

    static bool IsMissing(KnownKey key, IReadOnlyDictionary<string, Setting> settings) =>
        key.Default is null && key.Property.GetCustomAttribute<RequiredAttribute>() is not null && !settings.ContainsKey(key.Path);
}
