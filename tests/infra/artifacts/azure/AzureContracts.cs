namespace Rampart.Artifacts.Tests.Azure;

public sealed class AzureArtifacts : ArtifactContract
{
    protected override async Task<TestStore> OpenAsync() => await AzureTestStore.OpenAsync();
}

public sealed class AzureResults : ResultContract
{
    protected override async Task<TestStore> OpenAsync() => await AzureTestStore.OpenAsync();
}

public sealed class AzureRunLogs : RunLogContract
{
    protected override async Task<TestStore> OpenAsync() => await AzureTestStore.OpenAsync();
}

public sealed class AzureClaims : ClaimContract
{
    protected override async Task<TestStore> OpenAsync() => await AzureTestStore.OpenAsync();
}

public sealed class AzureViews : ViewContract
{
    protected override async Task<TestStore> OpenAsync() => await AzureTestStore.OpenAsync();

    [Fact]
    public async Task A_container_that_is_not_there_is_not_created()
    {
        await using AzureTestStore store = await AzureTestStore.OpenAsync();
        using IStoreView view = store.View();
        await Assert.ThrowsAsync<ArtifactException>(() => view.Logs.ListAsync(default));
        Assert.False((await store.Raw.ExistsAsync()).Value);
    }
}

public sealed class AzureDocuments : DocumentContract
{
    protected override async Task<TestStore> OpenAsync() => await AzureTestStore.OpenAsync();
}

public sealed class AzureJournals : JournalContract
{
    protected override async Task<TestStore> OpenAsync() => await AzureTestStore.OpenAsync();
}
