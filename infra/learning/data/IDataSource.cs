namespace Rampart.Learning.Data;

/// <summary>Where labelled images come from. To add a source: one class, and one line in <see cref="DataSources"/>.</summary>
public interface IDataSource
{
    /// <summary>The name that pipeline.yaml uses.</summary>
    string Name { get; }

    /// <summary>The words for the classes, by class number.</summary>
    IReadOnlyList<ClassWord> Classes { get; }

    /// <summary>What people also call a class, by its word; none where the source knows no other words.</summary>
    IReadOnlyDictionary<string, IReadOnlyList<ClassWord>> OtherWords => new Dictionary<string, IReadOnlyList<ClassWord>>();

    /// <summary>The sets of the source, such as <c>train</c> and <c>test</c>.</summary>
    IReadOnlyList<string> Sets { get; }

    /// <summary>The files of a set. Each may also lie there with <c>.gz</c> added.</summary>
    IReadOnlyList<string> Files(string set);

    /// <summary>Reads a set.</summary>
    /// <param name="set">One of <see cref="Sets"/>.</param>
    /// <param name="read">Gives a file of <see cref="Files"/> with the name to be used in errors.</param>
    /// <exception cref="DataException">A file is not what it should be.</exception>
    ImageSet Open(string set, Func<string, SourceBytes> read);
}

/// <summary>The content of a source's file.</summary>
/// <param name="File">The name it was found under.</param>
/// <param name="Bytes">All of it.</param>
public readonly record struct SourceBytes(string File, ReadOnlyMemory<byte> Bytes);
