using Microsoft.Extensions.DependencyInjection;
using Rampart.Pipeline;
using Rampart.Triggers;

namespace Rampart.Cli.Commands.Triggers;

/// <summary>A watch as the store has it now.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Definition">What it watches and runs.</param>
/// <param name="State">What has happened to it.</param>
/// <param name="Decision">What its rules say now.</param>
sealed record WatchReading(string Name, WatchDefinition Definition, WatchState State, TriggerDecision Decision)
{
    /// <summary>The watch in a line.</summary>
    public object Summary => new
    {
        Watch = Name, Version = Definition.Number, Definition.Places, Waiting = State.Pending.Count, State.Accepted, Runs = State.NextNumber - 1, Now = WatchText.Status(State, Decision),
        Until = (Decision as TriggerDecision.Wait)?.Until,
    };

    public static async Task<IReadOnlyList<WatchReading>> AllAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var watches = new List<WatchReading>();
        foreach ((string name, WatchDefinition definition) in await services.GetRequiredService<WatchRegister>().ListAsync(cancellation))
        {
            watches.Add(await ReadAsync(services, name, definition, cancellation));
        }
        return watches;
    }

    /// <exception cref="TriggerException">There is no such watch.</exception>
    public static async Task<WatchReading> FindAsync(IServiceProvider services, string name, CancellationToken cancellation) =>
        await services.GetRequiredService<WatchRegister>().FindAsync(name, cancellation) is { } definition
            ? await ReadAsync(services, name, definition, cancellation)
            : throw new TriggerException($"There is no watch \"{name}\". `rampart triggers ls` lists those that there are.");

    static async Task<WatchReading> ReadAsync(IServiceProvider services, string name, WatchDefinition definition, CancellationToken cancellation)
    {
        PipelineDefinition pipeline = services.GetRequiredService<PipelineReader>().Read(definition.Pipeline!, $"watch {name}", []);
        WatchState state = await services.GetRequiredService<WatchLogs>()[name].ReadAsync(cancellation);
        return new WatchReading(name, definition, state, TriggerPolicy.Decide(pipeline.Triggers!, state.Situation, TimeProvider.System.GetUtcNow()));
    }
}
