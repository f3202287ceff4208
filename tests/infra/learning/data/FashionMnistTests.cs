using Rampart.Learning.Data;

namespace Rampart.Learning.Tests.Data;

public class FashionMnistTests
{
    private readonly FashionMnist _source = new();

    [Fact]
    public void Images_and_labels_come_in_the_order_of_the_files()
    {
        ImageSet set = _source.Open("test", IdxBytes.FashionMnist(12));

        Assert.Equal(12, set.Count);
        Assert.Equal(new ImageShape(1, 28, 28), set.Shape);
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1], set.Labels.ToArray());
        Assert.All(set.Pixels.Slice(784 * 11, 784).ToArray(), pixel => Assert.Equal(11, pixel));
    }

    [Fact]
    public void The_files_of_a_set_have_the_published_names()
    {
        Assert.Equal(["train-images-idx3-ubyte", "train-labels-idx1-ubyte"], _source.Files("train"));
        Assert.Equal(["t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte"], _source.Files("test"));
    }

    [Fact]
    public void Counts_that_do_not_agree_are_refused_naming_both_files()
    {
        var error = Assert.Throws<DataException>(() => _source.Open("train", Files(images: 3, labels: 4)));

        Assert.Contains("3 images", error.What);
        Assert.Contains("4 labels in train-labels-idx1-ubyte", error.What);
        Assert.Equal("train-images-idx3-ubyte (byte 4)", error.Where);
    }

    [Fact]
    public void A_label_without_a_class_is_refused_naming_its_byte()
    {
        byte[] labels = IdxBytes.File(8, [3], 3);
        labels[10] = 10;

        var error = Assert.Throws<DataException>(() => _source.Open("train", Files(3, labels)));

        Assert.Equal("train-labels-idx1-ubyte (byte 10)", error.Where);
    }

    [Fact]
    public void Swapped_files_are_refused_naming_the_rank()
    {
        var error = Assert.Throws<DataException>(() => _source.Open(
            "train", file => new SourceBytes(file, IdxBytes.File(8, [3], 3))));

        Assert.Equal("train-images-idx3-ubyte (byte 3)", error.Where);
    }

    [Fact]
    public void Every_answer_has_the_right_article() =>
        Assert.Equal(
            ["a t-shirt", "a trouser", "a pullover", "a dress", "a coat", "a sandal", "a shirt", "a sneaker", "a bag", "an ankle boot"],
            _source.Classes.Select(word => word.Phrase));

    [Fact]
    public void An_unknown_source_or_set_is_refused_naming_the_known_ones()
    {
        Assert.Contains("fashion-mnist", Assert.Throws<DataException>(() => DataSources.Find("mnist")).Fix);
        Assert.Contains("train, test", Assert.Throws<DataException>(() => _source.Files("val")).Fix);
    }

    [Fact]
    public void A_missing_file_or_folder_is_refused_naming_it()
    {
        string folder = Directory.CreateTempSubdirectory("fashion-").FullName;
        try
        {
            Assert.Contains("train-images", Assert.Throws<DataException>(() => DataSources.Locate(_source, folder, ["train"])).What);
            Assert.Equal(folder + "/no", Assert.Throws<DataException>(() => DataSources.Locate(_source, folder + "/no", ["train"])).Where);

            File.WriteAllBytes(Path.Combine(folder, "train-images-idx3-ubyte.gz"), []);
            File.WriteAllBytes(Path.Combine(folder, "train-labels-idx1-ubyte"), []);

            Assert.Equal(
                ["train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte"],
                DataSources.Locate(_source, folder, ["train", "train"]).Select(found => Path.GetFileName(found.Path)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static Func<string, SourceBytes> Files(int images, int labels) => Files(images, IdxBytes.File(8, [(uint)labels], labels));

    private static Func<string, SourceBytes> Files(int images, byte[] labels) =>
        file => new SourceBytes(
            file, file.Contains("images", StringComparison.Ordinal) ? IdxBytes.File(8, [(uint)images, 28, 28], images * 784) : labels);
}
