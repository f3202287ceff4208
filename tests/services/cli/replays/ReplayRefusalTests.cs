using Rampart.Testing;

namespace Rampart.Cli.Tests;

/// <summary>What <c>rampart replay</c> says to what can't be done; all of it to one run, which nothing changes.</summary>
public sealed class ReplayRefusalTests(ReplayRefusalTests.OneRun run) : IClassFixture<ReplayRefusalTests.OneRun>
{
    [Theory]
    [InlineData(2)]
    [InlineData(2, "no-such-run")]
    [InlineData(2, "latest", "--message", "6f1c0f1e-8c5c-4c55-a8f5-0a3d4f6d7b10")]
    [InlineData(2, "--message", "seven")]
    [InlineData(2, "latest", "--from", "yesterday")]
    [InlineData(2, "latest", "--against", "latest")]
    [InlineData(2, "latest", "--bisect", "--set", "hash.rounds=1")]
    [InlineData(2, "latest", "--set", "hash.round=1")]
    [InlineData(2, "latest", "--item", "segment-01", "--set", "round=1")]
    [InlineData(2, "latest", "--with-input", "hash=0")]
    [InlineData(3, "latest", "--with-build", "/no/such/build")]
    [InlineData(3, "latest", "--stage", "no-such-stage")]
    public async Task What_can_not_be_done_ends_with_its_code_and_no_stack_trace(int code, params string[] arguments)
    {
        ToolResult refused = await ToolProcess.Run(["replay", .. arguments, "--store", Path.Combine(run.Place.Folder, "store")]);
        Assert.Equal(code, refused.ExitCode);
        Assert.NotEmpty(refused.Errors + refused.Output);
        Assert.DoesNotContain("   at ", refused.Errors);
    }

    /// <summary>A run.</summary>
    public sealed class OneRun : IAsyncLifetime
    {
        internal Workplace Place { get; } = new(hashRounds: 50, foldRounds: 50);

        /// <inheritdoc/>
        public async Task InitializeAsync() => Assert.Equal(0, (await ToolProcess.Run(Place.Run("store"))).ExitCode);

        /// <inheritdoc/>
        public Task DisposeAsync()
        {
            Place.Dispose();
            return Task.CompletedTask;
        }
    }
}
