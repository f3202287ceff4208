using Microsoft.Extensions.Configuration;
using Rampart.Artifacts;
using Rampart.Bus;
using Rampart.Bus.RabbitMq;
using Rampart.Signing;

namespace Rampart.Hosting;

/// <summary>The configuration of this process: layers of settings, checked as a whole and bound to records of options.</summary>
public sealed class RampartConfiguration
{
    readonly IConfigurationRoot _root;

    /// <summary>Lays the settings over each other.</summary>
    /// <param name="sections">The records that the keys below <c>Rampart:</c> are bound to.</param>
    /// <param name="layers">The settings, the weakest first; of two with one key the later one counts.</param>
    /// <exception cref="ConfigurationException">A key is unknown, a value out of range, or an address none.</exception>
    public RampartConfiguration(IEnumerable<OptionsSection> sections, IEnumerable<Setting> layers)
    {
        IReadOnlyList<KnownKey> keys = KnownKeys.Of(sections);
        var settings = new Dictionary<string, Setting>(StringComparer.OrdinalIgnoreCase);
        foreach (Setting setting in layers)
        {
            settings[setting.Key] = setting;
        }
        ConfigurationCheck.ThrowIfWrong(keys, settings);
        _root = new ConfigurationBuilder().AddInMemoryCollection(settings.Values.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();
        Options = Bind<RampartOptions>(OptionsSection.Root);
        CheckUsable(Options);
        Mask = SecretMask.Of(keys, settings.Values);
        Shown = [.. keys.SelectMany(key => ShownOf(key, settings))];
    }

    /// <summary>How the process is operated.</summary>
    public RampartOptions Options { get; }

    /// <summary>Every key with its value, for display: secrets are masked.</summary>
    public IReadOnlyList<Setting> Shown { get; }

    /// <summary>Knows the secrets of all sections.</summary>
    public SecretMask Mask { get; }

    /// <summary>The record of one section.</summary>
    public T Bind<T>(string path) where T : class => _root.GetSection(path).Get<T>() ?? Activator.CreateInstance<T>();

    static void CheckUsable(RampartOptions options)
    {
        try
        {
            StoreLocation.Parse(options.Store);
            _ = options.Bus.Uri is null ? null : new BrokerConnection(options.Bus);
            _ = new TrustedKeys(options.Signing);
        }
        catch (Exception e) when (e is ArtifactException or BusException or SigningException)
        {
            throw new ConfigurationException(e.Message, e);
        }
    }

    static IEnumerable<Setting> ShownOf(KnownKey key, Dictionary<string, Setting> settings)
    {
        List<Setting> given =
        [
            .. settings.Values.Where(setting => key.Covers(setting.Key))
                .Select(setting => setting with { Key = key.IsMap ? setting.Key : key.Path, Value = SettingText.Shown(key, setting.Value) }),
        ];
        return given.Count > 0 ? given : [new Setting(key.Path, SettingText.Default(key), Setting.DefaultSource)];
    }
}
