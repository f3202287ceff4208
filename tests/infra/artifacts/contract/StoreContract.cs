namespace Rampart.Artifacts.Tests;

/// <summary>Rules that every kind of store keeps; each kind runs them on itself.</summary>
public abstract class StoreContract : IAsyncLifetime
{
    protected TestStore Store { get; private set; } = null!;

    protected abstract Task<TestStore> OpenAsync();

    public async Task InitializeAsync() => Store = await OpenAsync();

    public async Task DisposeAsync() => await Store.DisposeAsync();
}
