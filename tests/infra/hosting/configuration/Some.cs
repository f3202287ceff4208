namespace Rampart.Hosting.Tests;

/// <summary>Configurations for tests.</summary>
static class Some
{
    public static Setting Setting(string key, string value, string source = "test") => new($"Rampart:{key}", value, source);

    public static RampartConfiguration Configuration(params Setting[] settings) =>
        new([OptionsSection.Rampart], [Setting("Store", "/tmp/store", Hosting.Setting.DefaultSource), .. settings]);

    /// <summary>What is said of a configuration that is refused.</summary>
    public static string Refusal(params Setting[] settings) => Assert.Throws<ConfigurationException>(() => Configuration(settings)).Message;
}
