using System.Globalization;

namespace Rampart.Hosting;

/// <summary>Values as people may see them.</summary>
static class SettingText
{
    /// <summary>The value of a key, without what is secret in it.</summary>
    public static string Shown(KnownKey key, string value) => key.IsSecret ? SecretMask.Mark : SecretMask.Surroundings.Apply(value);

    /// <summary>A default in the form in which it would be written.</summary>
    public static string Default(KnownKey key) => key.IsMap ? "" : Convert.ToString(key.Default, CultureInfo.InvariantCulture) ?? "";
}
