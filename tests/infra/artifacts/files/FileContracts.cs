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

public sealed class FileDocuments : DocumentContract
{
    protected override Task<TestStore> OpenAsync() => Task.FromResult<TestStore>(new FolderStore());
}
