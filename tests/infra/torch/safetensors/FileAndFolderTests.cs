using Rampart.Safetensors;
using static TorchSharp.torch;

namespace Rampart.Torch.Tests.Safetensors;

public sealed class FileAndFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_else()
    {
        using var scope = NewDisposeScope();
        string path = _folder.File("model.safetensors");
        SafetensorsFile.Write(path, new Dictionary<string, Tensor> { ["a"] = ones(2) });
        byte[] before = File.ReadAllBytes(path);

        Assert.Throws<ArgumentException>(
            () => SafetensorsFile.Write(path, new Dictionary<string, Tensor> { ["__metadata__"] = ones(2) }));

        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Metadata_is_written_and_other_readers_mark_is_the_default()
    {
        using var scope = NewDisposeScope();
        var tensors = new Dictionary<string, Tensor> { ["a"] = ones(2) };
        string path = _folder.File("model.safetensors");

        SafetensorsFile.Write(path, tensors);
        using (SafetensorsReader reader = SafetensorsFile.Open(path))
        {
            Assert.Equal("pt", reader.Header.Metadata["format"]);
        }

        SafetensorsFile.Write(path, tensors, new Dictionary<string, string> { ["run_id"] = "7" });
        using (SafetensorsReader reader = SafetensorsFile.Open(path))
        {
            Assert.Equal([KeyValuePair.Create("run_id", "7")], reader.Header.Metadata);
        }
    }

    [Fact]
    public void The_data_part_starts_at_a_multiple_of_eight()
    {
        using var scope = NewDisposeScope();
        for (int length = 1; length <= 8; length++)
        {
            using var stream = new MemoryStream();
            SafetensorsFile.Write(stream, new Dictionary<string, Tensor> { [new string('n', length)] = ones(2) });
            stream.Position = 0;
            Assert.Equal(0, SafetensorsHeader.Read(stream).DataStart % 8);
        }
    }

    [Fact]
    public void A_stream_that_cannot_seek_is_read_too()
    {
        using var scope = NewDisposeScope();
        using var packed = new MemoryStream();
        using (var zip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionMode.Compress, leaveOpen: true))
        {
            SafetensorsFile.Write(zip, new Dictionary<string, Tensor> { ["a"] = arange(3) });
        }

        packed.Position = 0;
        using var unzip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionMode.Decompress);
        Assert.Equal([0L, 1L, 2L], SafetensorsFile.Read(unzip)["a"].data<long>().ToArray());
    }

    [Fact]
    public void A_single_tensor_is_loaded_alone_and_a_missing_one_is_named()
    {
        using var scope = NewDisposeScope();
        using SafetensorsFolder folder = SafetensorsFolder.Open(Golden.Path("safetensors", "sharded"));

        Assert.Equal([0L, 1L], folder.Load("b").data<long>().ToArray());
        Assert.Equal([2, 2], folder.Find("c")!.Shape);
        Assert.Contains("'d'", Assert.Throws<KeyNotFoundException>(() => folder.Load("d")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_with_neither_file_is_refused_naming_both()
    {
        string message = Assert.Throws<FileNotFoundException>(() => SafetensorsFolder.Open(_folder.Path)).Message;
        Assert.Contains("neither model.safetensors nor model.safetensors.index.json", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../model.safetensors")]
    [InlineData("/model.safetensors")]
    [InlineData("sub/model.safetensors")]
    [InlineData("..\\model.safetensors")]
    [InlineData("model.bin")]
    [InlineData("")]
    public void An_index_that_reaches_outside_its_folder_is_refused(string file)
    {
        WriteIndex(file);
        SafetensorsException error = Assert.Throws<SafetensorsException>(() => SafetensorsFolder.Open(_folder.Path));
        Assert.Contains("must be the plain name of a .safetensors file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_index_and_shards_that_disagree_are_refused_naming_the_tensor()
    {
        using var scope = NewDisposeScope();
        SafetensorsFile.Write(_folder.File("shard.safetensors"), new Dictionary<string, Tensor> { ["other"] = ones(2) });
        WriteIndex("shard.safetensors");
        Assert.Contains(
            "holds 'other'", Assert.Throws<SafetensorsException>(() => SafetensorsFolder.Open(_folder.Path)).Message, StringComparison.Ordinal);

        SafetensorsFile.Write(_folder.File("shard.safetensors"), new Dictionary<string, Tensor>());
        Assert.Contains(
            "lacks 'a'", Assert.Throws<SafetensorsException>(() => SafetensorsFolder.Open(_folder.Path)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private void WriteIndex(string file) => File.WriteAllText(
        _folder.File("model.safetensors.index.json"),
        System.Text.Json.JsonSerializer.Serialize(new { weight_map = new Dictionary<string, string> { ["a"] = file } }));
}
