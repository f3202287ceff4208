using Rampart.Investigation.Replaying;

namespace Rampart.Cli.Replays;

/// <summary>What the command line asks <c>rampart replay</c> for.</summary>
sealed record ReplayRequest
{
    /// <summary>The run, or <c>latest</c>; null when a message is named.</summary>
    public string? Run { get; init; }

    /// <summary>The message, when one is named.</summary>
    public Guid? Message { get; init; }

    /// <summary>Which of the run's items.</summary>
    public ItemSelection Selection { get; init; } = ItemSelection.All;

    /// <summary>Changed knobs, <c>path=value</c> each.</summary>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <summary>Changed inputs, <c>ROLE=DIGEST</c> each.</summary>
    public IReadOnlyList<string> Inputs { get; init; } = [];

    /// <summary>Another build; null for this one.</summary>
    public string? Build { get; init; }

    /// <summary>Whether the first divergent item is looked for.</summary>
    public bool Bisect { get; init; }

    /// <summary>The run that it is compared with, when one is named.</summary>
    public string? Against { get; init; }

    /// <summary>The folder that keeps what is written; null when it is removed.</summary>
    public string? Keep { get; init; }

    /// <summary>The file to write a page to; null for none.</summary>
    public string? Html { get; init; }

    /// <summary>Whether to print JSON.</summary>
    public bool Json { get; init; }

    /// <summary>Whether knobs of the pipeline are changed, rather than those of a single item.</summary>
    public bool ChangesPipeline => Set.Count > 0 && Message is null && Selection.Item is null;

    /// <summary>What is changed of the orders themselves.</summary>
    public OrderChange OrderChange => ChangesPipeline ? OrderChange.None : new OrderChange(Set, Inputs);
}
