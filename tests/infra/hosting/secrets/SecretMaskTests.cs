using Rampart.Artifacts.Azure;
using Rampart.Bus;

namespace Rampart.Hosting.Tests;

public sealed class SecretMaskTests
{
    const string Password = "p@ss/w\"rd+1";
    const string AccountKey = "Zm9vYmFyMTIzNDU2Nzg5MA+/==";
    const string Signature = "c2lnbmF0dXJl+/=";

    static readonly RampartOptions Options = new()
    {
        Store = "https://account.blob.core.windows.net/rampart",
        Bus = new BusOptions { Uri = new Uri($"amqp://worker:{Uri.EscapeDataString("in-the-uri!")}@broker/v"), User = "worker", Password = Password },
        Azure = new AzureStoreOptions
        {
            ConnectionString = $"DefaultEndpointsProtocol=https;AccountName=account;AccountKey={AccountKey};EndpointSuffix=core.windows.net",
            SasToken = $"?sv=2023-01-03&sp=rwl&sig={Uri.EscapeDataString(Signature)}",
        },
    };

    static readonly string[] Secrets = [Password, "in-the-uri!", AccountKey, Signature];

    public static TheoryData<string> Leaks() =>
    [
        $"Login failed for {Password}.",
        $"Login failed for {Uri.EscapeDataString(Password)}.",
        """{"password":"p@ss/w\"rd+1"}""",
        """{"detail":"p@ss/w\u0022rd\u002B1"}""",
        "Can't reach amqp://worker:in-the-uri!@broker/v",
        "Can't reach amqp://worker:in-the-uri%21@broker/v",
        $"The key {AccountKey} is wrong.",
        $"GET https://account.blob.core.windows.net/rampart?sv=2023-01-03&sig={Uri.EscapeDataString(Signature)}",
        $"signature {Signature}",
        $"{Options}",
        $"{Options.Bus}",
    ];

    [Theory]
    [MemberData(nameof(Leaks))]
    public void A_known_secret_is_masked_in_every_form(string text)
    {
        string masked = SecretMask.Of(Options).Apply(text);
        Assert.Contains(SecretMask.Mark, masked);
        Assert.All(Secrets.SelectMany(SecretForms.Of), secret => Assert.DoesNotContain(secret, masked));
    }

    [Theory]
    [InlineData("amqp://user:hunter2@host/v", "amqp://user:***@host/v")]
    [InlineData("amqp://host/v, user:hunter2@", "amqp://host/v, user:hunter2@")]
    [InlineData("AccountName=a;AccountKey=abc+/==;EndpointSuffix=x", "AccountName=a;AccountKey=***;EndpointSuffix=x")]
    [InlineData("BusOptions { User = u, Password = hunter2, CaFile =  }", "BusOptions { User = u, Password = ***, CaFile =  }")]
    [InlineData("{\"password\": \"a\\\"b\"}", "{\"password\": \"***\"}")]
    [InlineData("https://a.b/c?sv=1&sig=abc%2B&se=2", "https://a.b/c?sv=1&sig=***&se=2")]
    [InlineData("nothing of the kind = 3", "nothing of the kind = 3")]
    public void A_secret_that_nobody_named_is_known_by_its_surroundings(string text, string masked) =>
        Assert.Equal(masked, SecretMask.Surroundings.Apply(text));

    [Fact]
    public void A_short_password_does_not_make_text_unreadable()
    {
        SecretMask mask = SecretMask.Of(new RampartOptions { Store = "x", Bus = new BusOptions { Uri = new Uri("amqp://a:a@host"), Password = "a" } });
        Assert.Equal("a manager at amqp://a:***@host", mask.Apply("a manager at amqp://a:a@host"));
    }

    [Fact]
    public void The_shown_configuration_holds_no_secret_and_says_what_is_set()
    {
        RampartConfiguration configuration = Some.Configuration(
            Some.Setting("Bus:Uri", "amqp://worker:hunter2@broker"), Some.Setting("Bus:Password", "x"), Some.Setting("Azure:SasToken", "sv=1&sig=2"));
        Dictionary<string, string> shown = configuration.Shown.ToDictionary(setting => setting.Key, setting => setting.Value);
        Assert.Equal("amqp://worker:***@broker", shown["Rampart:Bus:Uri"]);
        Assert.Equal("***", shown["Rampart:Bus:Password"]);
        Assert.Equal("***", shown["Rampart:Azure:SasToken"]);
        Assert.Equal("", shown["Rampart:Azure:ConnectionString"]);
    }

    [Fact]
    public void A_refused_secret_is_not_told() =>
        Assert.DoesNotContain("hunter2", Some.Refusal(Some.Setting("Bus:Passwort", "hunter2"), Some.Setting("Concurrency", "amqp://u:hunter2@h")));
}
