namespace Rampart.Hosting;

/// <summary>
/// Replaces secrets in whatever is shown or logged: those that it knows wherever they occur, others where their surroundings give them away.
/// </summary>
public sealed class SecretMask
{
    /// <summary>What stands in the place of a secret.</summary>
    public const string Mark = "***";

    // Replacing shorter ones everywhere would make text unreadable; in their usual surroundings they are masked all the same.
    const int ShortestEverywhere = 4;

    readonly string[] _secrets;

    SecretMask(IEnumerable<string> secrets) => _secrets =
    [
        .. secrets.SelectMany(SecretForms.Of).Where(secret => secret.Length >= ShortestEverywhere)
            .Distinct(StringComparer.Ordinal).OrderByDescending(secret => secret.Length),
    ];

    /// <summary>Knows no secret, only surroundings.</summary>
    public static SecretMask Surroundings { get; } = new([]);

    /// <summary>Knows the secrets among these options.</summary>
    public static SecretMask Of(RampartOptions options) => new(
        KnownKeys.Of(OptionsSection.Root, typeof(RampartOptions), options)
            .SelectMany(key => SecretForms.Within(SettingText.Default(key), key.IsSecret)));

    /// <summary>Knows the secrets among these settings, which may be wrong otherwise.</summary>
    internal static SecretMask Of(IReadOnlyList<KnownKey> keys, IEnumerable<Setting> settings) => new(
        settings.SelectMany(setting => SecretForms.Within(setting.Value, keys.Any(key => key.IsSecret && key.Covers(setting.Key)))));

    /// <summary>The text without secrets.</summary>
    public string Apply(string text)
    {
        foreach (string secret in _secrets)
        {
            text = text.Replace(secret, Mark, StringComparison.Ordinal);
        }
        return SecretSurroundings.Apply(text);
    }
}
