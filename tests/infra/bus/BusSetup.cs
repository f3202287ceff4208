using Microsoft.Extensions.DependencyInjection;
using Rampart.Journal;
using Rampart.Stages;

namespace Rampart.Bus.Tests;

/// <summary>What a test's worker is made of.</summary>
sealed record BusSetup : IDisposable
{
    readonly bool _ownsStore = true;
    readonly string _store = Path.Combine(Path.GetTempPath(), $"rampart-bus-{Guid.NewGuid():n}");

    /// <summary>The transport; within the process unless given.</summary>
    public BusOptions Options { get; init; } = new();

    public int Slots { get; init; } = 2;

    public RetryPolicy Retry { get; init; } = new([TimeSpan.Zero, TimeSpan.Zero]);

    /// <summary>Another worker's folder, for two workers that share a store; one of its own unless given.</summary>
    public string Store
    {
        get => _store;
        init => (_store, _ownsStore) = (value, false);
    }

    public Func<string, bool>? Consumes { get; init; }

    /// <summary>The worker's name.</summary>
    public string Worker { get; init; } = "host:1";

    /// <summary>The worker's machine.</summary>
    public string Machine { get; init; } = "test";

    /// <summary>How the worker journals; not at all unless given.</summary>
    public JournalOptions? Journal { get; init; }

    /// <summary>Registers what the worker shall have instead of the usual.</summary>
    public Action<IServiceCollection> Services { get; init; } = _ => { };

    public void Dispose()
    {
        if (_ownsStore && Directory.Exists(Store))
        {
            Directory.Delete(Store, recursive: true);
        }
    }
}
