using Rampart.Contracts;

namespace Rampart.Investigation;

/// <summary>Something that can be compared with another of its kind.</summary>
/// <param name="Name">How messages call it.</param>
/// <param name="Kind">Its kind, as a word with an article.</param>
public abstract record DiffSubject(string Name, string Kind)
{
    /// <summary>A run.</summary>
    public sealed record OfRun(RunReading Run) : DiffSubject(Run.Id, "a run");

    /// <summary>The result of a work item.</summary>
    /// <param name="Name">How messages call it.</param>
    /// <param name="Work">What was done; null when the manifest is gone.</param>
    /// <param name="Manifest">The manifest; null when it is gone, and only a run's log tells the outputs.</param>
    /// <param name="Outputs">What came of it.</param>
    public sealed record OfResult(string Name, WorkItem? Work, ResultManifest? Manifest, IReadOnlyList<NamedArtifact> Outputs) : DiffSubject(Name, "a result");

    /// <summary>Some bytes.</summary>
    /// <param name="Name">How messages call it.</param>
    /// <param name="MediaType">What they are.</param>
    /// <param name="ReadAsync">Reads them.</param>
    public sealed record OfArtifact(string Name, string MediaType, Func<CancellationToken, Task<ReadOnlyMemory<byte>>> ReadAsync) : DiffSubject(Name, "an artifact");

    /// <summary>The model that a stage made.</summary>
    /// <param name="Name">How messages call it.</param>
    /// <param name="Parts">Its components, configuration and tokenizer.</param>
    public sealed record OfModel(string Name, IReadOnlyList<NamedArtifact> Parts) : DiffSubject(Name, "a stage's model");

    /// <summary>A model in a folder.</summary>
    /// <param name="Folder">The folder.</param>
    public sealed record OfFolder(string Folder) : DiffSubject(Folder, "a model's folder");
}
