using System.ComponentModel.DataAnnotations;

namespace Rampart.Hosting;

/// <summary>How a process is operated; nothing here influences a result.</summary>
public sealed record RampartOptions
{
    /// <summary>The folder of the store.</summary>
    [Required]
    public required string Store { get; init; }

    /// <summary>How many work items this process computes at once; as many as there are cores by default.</summary>
    [Range(1, 1024)]
    public int Concurrency { get; init; } = Environment.ProcessorCount;
}
