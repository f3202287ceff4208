using System.Text;
using Rampart.Learning.Data;

namespace Rampart.Learning.Tests.Data;

public sealed class ImageFolderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rampart-images-");

    [Fact]
    public void Classes_are_numbered_by_name_and_pixels_lie_channel_by_channel()
    {
        Put("coat/b.ppm", "P6\n# two pixels\n2 1\n255\n", 1, 2, 3, 4, 5, 6);
        Put("coat/a.ppm", "P6 2 1 255 ", 7, 8, 9, 10, 11, 12);
        Put("bag/z.ppm", "P6\n2\n1\n255\n", 0, 0, 0, 255, 255, 255);
        ImageFolder read = ImageFolder.Read(_folder.FullName, "train");

        Assert.Equal(["bag", "coat"], read.Classes);
        Assert.Equal(new ImageShape(3, 1, 2), read.Images.Shape);
        Assert.Equal([0, 1, 1], read.Images.Labels.ToArray());
        Assert.Equal([0, 255, 0, 255, 0, 255, 7, 10, 8, 11, 9, 12, 1, 4, 2, 5, 3, 6], read.Images.Pixels.ToArray());
    }

    [Fact]
    public void Values_are_scaled_from_the_headers_maximum()
    {
        (ImageShape shape, byte[] pixels) = Netpbm.Read(Image("P5 3 1 2 ", 0, 1, 2), "f");

        Assert.Equal(new ImageShape(1, 1, 3), shape);
        Assert.Equal([0, 128, 255], pixels);
    }

    [Theory]
    [InlineData("P5 2 2 255 ", 3), InlineData("P5 2 2 255 ", 5), InlineData("P6 2 2 255 ", 4), InlineData("P5 2 2 255", 0), InlineData("P5 2 2", 0)]
    [InlineData("P5 0 2 255 ", 0), InlineData("P5 99999 2 255 ", 4), InlineData("P5 2 2 65535 ", 8), InlineData("P5 -2 2 255 ", 4), InlineData("P2 2 2 255 ", 4)]
    [InlineData("P5 16384 16384 255 ", 4), InlineData("", 0), InlineData("\u0089PNG", 4), InlineData("P5 # no end", 0), InlineData("P5 2 2 254 ", 4)]
    public void A_broken_image_is_named_by_its_byte(string header, int values) =>
        Assert.StartsWith("f (byte ", SampleFile.Where(() => Netpbm.Read(Image(header, [.. Enumerable.Repeat((byte)255, values)]), "f")));

    [Fact]
    public void Images_of_another_size_or_kind_and_stray_files_are_refused_by_name()
    {
        Put("bag/a.pgm", "P5 1 1 255 ", 1);
        Put("bag/b.pgm", "P5 2 1 255 ", 1, 2);
        Assert.EndsWith("b.pgm", Where());

        Put("bag/b.pgm", "P6 1 1 255 ", 1, 2, 3);
        Assert.EndsWith("b.pgm", Where());

        File.Delete(Path.Combine(_folder.FullName, "bag", "b.pgm"));
        Put("bag/b.jpg", "whatever");
        Assert.EndsWith("b.jpg", Where());

        File.Delete(Path.Combine(_folder.FullName, "bag", "b.jpg"));
        Put("readme.txt", "whatever");
        Assert.Equal(_folder.FullName, Where());
    }

    [Fact]
    public void An_empty_folder_a_missing_one_and_an_empty_class_are_refused()
    {
        Assert.Equal(_folder.FullName, Where());
        Assert.Throws<DataException>(() => ImageFolder.Read(Path.Combine(_folder.FullName, "nowhere"), "train"));
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "bag"));
        Assert.EndsWith("bag", Where());
    }

    [Theory]
    [InlineData("/etc/passwd"), InlineData("../a.png"), InlineData("a/../../b.png"), InlineData("a//b.png"), InlineData("./a.png"), InlineData("a\\b.png")]
    [InlineData("c:a.png"), InlineData("a\0.png"), InlineData("a\n.png"), InlineData(""), InlineData(" a.png"), InlineData("a/"), InlineData("..")]
    public void Names_that_lead_elsewhere_are_refused(string name) =>
        Assert.Equal("f (line 3)", SampleFile.Where(() => ImageName.Checked(name, "f (line 3)")));

    [Theory]
    [InlineData("a.png"), InlineData("val/2014/COCO 1.jpg"), InlineData("..a/b..png")]
    public void Names_below_the_folder_are_kept(string name) => Assert.Equal(name, ImageName.Checked(name, "f"));

    [Fact]
    public void A_link_is_not_followed_be_it_a_file_or_a_folder()
    {
        string outside = Path.Combine(_folder.FullName, "secret.pgm"), inside = Path.Combine(_folder.FullName, "images", "bag");
        File.WriteAllBytes(outside, Image("P5 1 1 255 ", 1));
        Directory.CreateDirectory(inside);
        File.CreateSymbolicLink(Path.Combine(inside, "a.pgm"), outside);
        Assert.Contains("symbolic link", Assert.Throws<DataException>(() => ImageFolder.Read(Path.GetDirectoryName(inside)!, "train")).What);

        File.Delete(Path.Combine(inside, "a.pgm"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.FullName, "images", "coat"), _folder.FullName);
        Assert.Contains("symbolic link", Assert.Throws<DataException>(() => ImageName.Find(Path.Combine(_folder.FullName, "images"), "coat/secret.pgm")).What);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static byte[] Image(string header, params byte[] values) => [.. Encoding.Latin1.GetBytes(header), .. values];

    private void Put(string name, string header, params byte[] values)
    {
        string path = Path.Combine(_folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, Image(header, values));
    }

    private string Where() => SampleFile.Where(() => ImageFolder.Read(_folder.FullName, "train"));
}
