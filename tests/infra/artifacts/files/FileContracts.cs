namespace Rampart.Artifacts.Tests.Files;

public sealed class FileArtifacts : ArtifactContract
{
    protected override Task<TestStore> OpenAsync() => Task.FromResult<TestStore>(new FolderStore());
}

public sealed class FileResults : ResultContract
{
    protected override Task<TestStore> OpenAsync() => Task.FromResult<TestStore>(new FolderStore());
}

public sealed class FileRunLogs : RunLogContract
{
    protected override Task<TestStore> OpenAsync() => Task.FromResult<TestStore>(new FolderStore());
}

public sealed class FileClaims : ClaimContract
{
    protected override Task<TestStore> OpenAsync() => Task.FromResult<TestStore>(new FolderStore());
}

public sealed class FileViews : ViewContract
{
    protected override Task<TestStore> OpenAsync() => Task.FromResult<TestStore>(new FolderStore());

    [Fact]
    public void A_folder_that_is_not_there_is_not_created()
    {
        string absent = Path.Combine(((FolderStore)Store).Root, "absent");
        Assert.Throws<ArtifactException>(() => StoreView.Open(StoreLocation.Parse(absent), new Artifacts.Azure.AzureStoreOptions(), TimeProvider.System));
        Assert.False(Directory.Exists(absent));
    }
}

public sealed class FileDocuments : DocumentContract
{
    protected override Task<TestStore> OpenAsync() => Task.FromResult<TestStore>(new FolderStore());
}

public sealed class FileJournals : JournalContract
{
    protected override Task<TestStore> OpenAsync() => Task.FromResult<TestStore>(new FolderStore());

    [Fact]
    public async Task A_segment_that_is_written_can_not_be_removed()
    {
        IJournalAppender appender = await Store.Journal.CreateAsync("segment", default);
        Assert.False(await Store.Journal.DeleteAsync("segment", default));
        await appender.DisposeAsync();
        Assert.True(await Store.Journal.DeleteAsync("segment", default));
    }
}
