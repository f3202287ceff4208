using System.Text.Json;
using Rampart.Testing;

namespace Rampart.Cli.Tests;

/// <summary>A workplace whose commands use a broker and a folder, both of their own.</summary>
sealed class BrokerPlace : IAsyncDisposable
{
    public const string Password = "guest"; // the broker's, which every test may know

    BrokerPlace(Uri broker, int foldRounds)
    {
        Work = new Workplace(foldRounds: foldRounds);
        Environment = new Dictionary<string, string>
        {
            ["Rampart__Bus__Uri"] = broker.ToString(),
            ["Rampart__Store"] = Path.Combine(Work.Folder, "store"),
            ["Rampart__Http__Port"] = "0",
            ["Rampart__Concurrency"] = "2",
            ["OMP_NUM_THREADS"] = "1",
        };
    }

    public Workplace Work { get; }

    public IReadOnlyDictionary<string, string> Environment { get; }

    public static async Task<BrokerPlace> CreateAsync(int foldRounds = 20_000) =>
        new((await RabbitMqServer.Shared).TakeVirtualHost(), foldRounds);

    public ServedProcess Serve(params string[] arguments) => new(Environment, arguments);

    public Task<ToolResult> Run(params string[] arguments) => ToolProcess.RunTool(ToolProcess.Tiny, Environment, arguments);

    /// <summary>Submits the pipeline; returns the run's id.</summary>
    public async Task<string> SubmitAsync(params string[] arguments)
    {
        ToolResult submitted = await Run(["submit", Work.Pipeline, .. arguments]);
        Assert.True(submitted.ExitCode == 0, submitted.Errors);
        return submitted.Output.TrimEnd('\n');
    }

    /// <summary>What `rampart show RUN --json` says.</summary>
    public async Task<JsonElement> ShowAsync(string run) => JsonDocument.Parse((await Run("show", run, "--json")).Output).RootElement;

    public ValueTask DisposeAsync()
    {
        Work.Dispose();
        return ValueTask.CompletedTask;
    }
}
