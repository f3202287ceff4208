using Microsoft.Extensions.Logging;
using static Rampart.Hosting.Tests.Some;

namespace Rampart.Hosting.Tests;

public sealed class RampartConfigurationTests
{
    [Fact]
    public void Every_kind_of_value_reaches_its_option()
    {
        RampartOptions options = Configuration(
            Setting("Concurrency", "3"), Setting("Bus:Uri", "amqp://host/v"), Setting("Azure:CacheBytes", "5000000000"), Setting("Log:Format", "json"),
            Setting("Log:Levels:MassTransit", "Debug"), Setting("Http:Port", "0")).Options;
        Assert.Equal((3, "host", 5_000_000_000, LogFormat.Json, 0), (options.Concurrency, options.Bus.Uri!.Host, options.Azure.CacheBytes, options.Log.Format, options.Http.Port));
        Assert.Equal(LogLevel.Debug, options.Log.Levels["MassTransit"]);
    }

    [Fact]
    public void Of_two_layers_the_later_one_counts_and_is_named_as_the_source()
    {
        RampartConfiguration configuration = Configuration(Setting("Concurrency", "3", "appsettings.json"), Setting("concurrency", "4", "--concurrency"));
        Assert.Equal(4, configuration.Options.Concurrency);
        Assert.Equal("--concurrency", configuration.Shown.Single(setting => setting.Key == "Rampart:Concurrency").Source);
        Assert.Equal(("4294967296", "default"), Shown(configuration, "Rampart:Azure:CacheBytes"));
    }

    [Fact]
    public void An_unknown_key_is_refused_with_the_nearest_known_one_and_where_it_was_written()
    {
        string refusal = Refusal(Setting("Bus:Ury", "amqp://host", "environment variable Rampart__Bus__Ury"));
        Assert.Contains("Rampart:Bus:Ury (environment variable Rampart__Bus__Ury)", refusal);
        Assert.Contains("did you mean \"Rampart:Bus:Uri\"?", refusal);
    }

    [Theory]
    [InlineData("Concurrency", "0", "1 to 1024")]
    [InlineData("Concurrency", "many", "1 to 1024")]
    [InlineData("Http:Port", "65536", "0 to 65535")]
    [InlineData("Bus:DeliveryLimit", "0", "1 to 100")]
    [InlineData("Azure:CacheBytes", "-1", "0 or more")]
    [InlineData("Log:Format", "xml", "Auto, Json, Text")]
    [InlineData("Log:Format", "7", "Auto, Json, Text")]
    [InlineData("Log:Levels:MassTransit", "loud", "Trace, Debug")]
    public void A_value_out_of_range_is_refused_at_any_depth_with_what_it_must_be(string key, string value, string range)
    {
        string refusal = Refusal(Setting(key, value, "appsettings.json"));
        Assert.Contains($"Rampart:{key} is \"{value}\" (appsettings.json)", refusal);
        Assert.Contains(range, refusal);
    }

    [Fact]
    public void All_mistakes_are_told_at_once() =>
        Assert.Equal(3, Refusal(Setting("Concurrency", "0"), Setting("Http:Port", "x"), Setting("Prot", "1")).Split('\n').Length);

    [Fact]
    public void A_missing_value_that_is_needed_is_named() =>
        Assert.Contains("Rampart__Store", Assert.Throws<ConfigurationException>(() => new RampartConfiguration([OptionsSection.Rampart], [])).Message);

    [Fact]
    public void Options_put_together_in_code_are_checked_as_well()
    {
        var options = new RampartOptions { Store = "x", Http = new HttpOptions { Port = -1 } };
        Assert.Contains("Rampart:Http:Port must be a number, 0 to 65535", Assert.Throws<ConfigurationException>(() => ValueCheck.ThrowIfInvalid(options)).Message);
    }

    static (string, string) Shown(RampartConfiguration configuration, string key) =>
        configuration.Shown.Where(setting => setting.Key == key).Select(setting => (setting.Value, setting.Source)).Single();
}
