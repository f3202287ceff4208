using System.ComponentModel.DataAnnotations;
using Rampart.Artifacts.Azure;
using Rampart.Bus;
using Rampart.Journal;
using Rampart.Signing;

namespace Rampart.Hosting;

/// <summary>How a process is operated; nothing here influences a result.</summary>
public sealed record RampartOptions
{
    /// <summary>The store: a folder, or a container as <c>https://ACCOUNT.blob.core.windows.net/CONTAINER</c>.</summary>
    [Required]
    public required string Store { get; init; }

    /// <summary>How many work items this process computes at once; as many as there are cores by default.</summary>
    [Range(1, 1024)]
    public int Concurrency { get; init; } = Environment.ProcessorCount;

    /// <summary>How to reach a store in Azure.</summary>
    public AzureStoreOptions Azure { get; init; } = new();

    /// <summary>Which transport carries the messages.</summary>
    public BusOptions Bus { get; init; } = new();

    /// <summary>What is journaled, and how long it is kept.</summary>
    public JournalOptions Journal { get; init; } = new();

    /// <summary>With which key models are signed, and whose signatures are believed.</summary>
    public SigningOptions Signing { get; init; } = new();

    /// <summary>Where the process answers HTTP, when it serves.</summary>
    public HttpOptions Http { get; init; } = new();

    /// <summary>What is logged, and how.</summary>
    public LogOptions Log { get; init; } = new();
}
