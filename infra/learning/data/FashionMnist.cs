namespace Rampart.Learning.Data;

/// <summary>Fashion-MNIST (Xiao et al. 2017): 60,000 + 10,000 grey images of 28 x 28 pixels in ten classes, as four idx files.</summary>
public sealed class FashionMnist : IDataSource
{
    /// <inheritdoc/>
    public string Name => "fashion-mnist";

    /// <inheritdoc/>
    public IReadOnlyList<ClassWord> Classes { get; } =
    [
        new("t-shirt", "a"), new("trouser", "a"), new("pullover", "a"), new("dress", "a"), new("coat", "a"),
        new("sandal", "a"), new("shirt", "a"), new("sneaker", "a"), new("bag", "a"), new("ankle boot", "an"),
    ];

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, IReadOnlyList<ClassWord>> OtherWords { get; } = new Dictionary<string, IReadOnlyList<ClassWord>>
    {
        ["t-shirt"] = [new("tee", "a"), new("top", "a"), new("shirt", "a")],
        ["trouser"] = [new("pair of trousers", "a"), new("pair of pants", "a")],
        ["pullover"] = [new("sweater", "a"), new("jumper", "a")],
        ["dress"] = [new("gown", "a")],
        ["coat"] = [new("jacket", "a")],
        ["sandal"] = [new("shoe", "a"), new("slipper", "a")],
        ["shirt"] = [new("blouse", "a"), new("top", "a")],
        ["sneaker"] = [new("shoe", "a"), new("trainer", "a")],
        ["bag"] = [new("handbag", "a"), new("purse", "a")],
        ["ankle boot"] = [new("boot", "a"), new("shoe", "a")],
    };

    /// <inheritdoc/>
    public IReadOnlyList<string> Sets { get; } = ["train", "test"];

    /// <inheritdoc/>
    public IReadOnlyList<string> Files(string set) => [Images(set), Labels(set)];

    /// <inheritdoc/>
    public ImageSet Open(string set, Func<string, SourceBytes> read)
    {
        (string imageFile, IdxFile images) = Read(read(Images(set)), rank: 3);
        (string labelFile, IdxFile labels) = Read(read(Labels(set)), rank: 1);
        if (images.Sizes[0] != labels.Sizes[0])
        {
            throw new DataException(
                $"{images.Sizes[0]} images, but {labels.Sizes[0]} labels in {labelFile}",
                $"{imageFile} (byte 4)",
                "take both files from the same release");
        }

        int wrong = labels.Data.Span.IndexOfAnyExceptInRange((byte)0, (byte)(Classes.Count - 1));
        if (wrong >= 0)
        {
            throw new DataException(
                $"label {labels.Data.Span[wrong]} of image {wrong}, but there are {Classes.Count} classes",
                $"{labelFile} (byte {8 + wrong})",
                "fetch the file again");
        }

        return new ImageSet(set, new ImageShape(1, images.Sizes[1], images.Sizes[2]), images.Data, labels.Data);
    }

    private static (string File, IdxFile Content) Read(SourceBytes source, int rank)
    {
        IdxFile content = IdxFile.Read(source.Bytes, source.File);
        if (content.Element != IdxElement.UInt8)
        {
            throw new DataException($"the elements are {content.Element}, not 8-bit", $"{source.File} (byte 2)", "fetch the file again");
        }

        if (content.Sizes.Count != rank)
        {
            throw new DataException(
                $"the rank is {content.Sizes.Count}, not {rank}", $"{source.File} (byte 3)", "check that images and labels are not swapped");
        }

        return (source.File, content);
    }

    private string Images(string set) => $"{Prefix(set)}-images-idx3-ubyte";

    private string Labels(string set) => $"{Prefix(set)}-labels-idx1-ubyte";

    private string Prefix(string set) => set switch
    {
        "train" => "train",
        "test" => "t10k",
        _ => throw new DataException($"there is no set '{set}'", Name, $"use one of: {string.Join(", ", Sets)}"),
    };
}
