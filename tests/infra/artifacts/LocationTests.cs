using Rampart.Artifacts.Azure;

namespace Rampart.Artifacts.Tests;

/// <summary>Where a store is, as users write it, and with what secret.</summary>
public sealed class LocationTests
{
    const string Key = "c2VjcmV0c2VjcmV0c2VjcmV0";
    const string Connection = $"DefaultEndpointsProtocol=https;AccountName=account;AccountKey={Key};EndpointSuffix=core.windows.net";

    [Theory]
    [InlineData(".rampart")]
    [InlineData("/var/lib/rampart")]
    [InlineData("https")]
    public void Anything_that_is_no_address_is_a_folder(string text)
    {
        StoreLocation location = StoreLocation.Parse(text);
        Assert.Equal(Path.GetFullPath(text), location.Folder);
        Assert.Null(location.Container);
    }

    [Theory]
    [InlineData("https://account.blob.core.windows.net/rampart")]
    [InlineData("HTTPS://account.blob.core.windows.net/rampart")]
    [InlineData("http://127.0.0.1:10000/devstoreaccount1/rampart")]
    public void An_address_is_a_container(string text)
    {
        StoreLocation location = StoreLocation.Parse(text);
        Assert.Equal(new Uri(text), location.Container);
        Assert.Null(location.Folder);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("https://account.blob.core.windows.net")]
    [InlineData("https://account.blob.core.windows.net/")]
    [InlineData("https://")]
    [InlineData($"https://account.blob.core.windows.net?sig={Key}")]
    [InlineData($"https://account.blob.core.windows.net/rampart?sv=2023&sig={Key}")]
    [InlineData($"https://user:{Key}@account.blob.core.windows.net/rampart")]
    public void An_address_without_a_container_or_with_a_secret_is_refused_without_repeating_the_secret(string text)
    {
        var refused = Assert.Throws<ArtifactException>(() => StoreLocation.Parse(text));
        Assert.DoesNotContain(Key, refused.ToString());
    }

    [Theory]
    [InlineData("https://account.blob.core.windows.net/rampart", null, null, "https://account.blob.core.windows.net/rampart")]
    [InlineData("https://account.blob.core.windows.net/rampart/", null, $"?sv=2023-01-03&sig={Key}", "https://account.blob.core.windows.net/rampart/")]
    [InlineData("http://127.0.0.1:10000/devstoreaccount1/rampart", null, $"sv=2023-01-03&sig={Key}", "http://127.0.0.1:10000/devstoreaccount1/rampart")]
    [InlineData("https://elsewhere.example/some/path/rampart", Connection, null, "https://account.blob.core.windows.net/rampart")]
    [InlineData("https://elsewhere.example/rampart/", Connection, "ignored", "https://account.blob.core.windows.net/rampart")]
    [InlineData("http://127.0.0.1:10000/devstoreaccount1/rampart", "UseDevelopmentStorage=true", null, "http://127.0.0.1:10000/devstoreaccount1/rampart")]
    public void A_connection_string_names_the_account_and_the_location_the_container(string location, string? connection, string? token, string expected)
    {
        var options = new AzureStoreOptions { ConnectionString = connection, SasToken = token };
        using var container = new AzureContainer(AzureConnection.Open(StoreLocation.Parse(location).Container!, options, AzureConnection.DefaultOptions()));
        Assert.Equal(expected, container.Place);
    }

    [Theory]
    [InlineData("https://account.blob.core.windows.net/Rampart", null, null)]
    [InlineData("https://account.blob.core.windows.net/ab", null, null)]
    [InlineData("https://account.blob.core.windows.net/-ab", Connection, null)]
    [InlineData("https://account.blob.core.windows.net/a--b", Connection, null)]
    [InlineData("https://account.blob.core.windows.net/$root", Connection, null)]
    [InlineData("https://account.blob.core.windows.net/rampart/folder", null, null)]
    [InlineData("http://account.blob.core.windows.net/rampart", null, null)]
    [InlineData("https://account.blob.core.windows.net/rampart", $"AccountName=account;{Key}", null)]
    [InlineData("https://account.blob.core.windows.net/rampart", $"AccountKey={Key}", null)]
    [InlineData("https://account.blob.core.windows.net/rampart", $"AccountName=account;AccountKey=%{Key};EndpointSuffix=core.windows.net", null)]
    public void What_names_no_container_is_refused_saying_why_without_the_secret(string location, string? connection, string? token)
    {
        var options = new AzureStoreOptions { ConnectionString = connection, SasToken = token };
        var refused = Assert.Throws<ArtifactException>(
            () => AzureConnection.Open(StoreLocation.Parse(location).Container!, options, AzureConnection.DefaultOptions()));
        Assert.DoesNotContain(Key, refused.ToString());
        Assert.DoesNotContain(Key, options.ToString());
    }
}
