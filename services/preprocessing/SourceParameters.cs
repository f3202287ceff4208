using System.ComponentModel;
using Rampart.Learning.Data;
using Rampart.Pipeline.Parameters;

namespace Rampart.Preprocessing;

/// <summary>Where images come from. Adding a source is one class behind <see cref="IDataSource"/>, its record and one line here.</summary>
[Variant("fashion-mnist", typeof(FashionMnistParameters))]
public abstract record SourceParameters
{
    /// <summary>The folder with the source's files.</summary>
    [Description("The folder with the source's files, plain or gzip-compressed.")]
    public required string Path { get; init; }

    internal abstract IDataSource Open();

    internal IReadOnlyList<string> Sets => Open().Sets;
}

/// <summary>Fashion-MNIST, four idx files.</summary>
public sealed record FashionMnistParameters : SourceParameters
{
    internal override IDataSource Open() => new FashionMnist();
}
