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

public sealed class AzureDocuments : DocumentContract
{
    protected override async Task<TestStore> OpenAsync() => await AzureTestStore.OpenAsync();
}
