using System.Text;
using Rampart.Contracts;
using Rampart.Investigation.Pages;
using Rampart.Replay;
using Rampart.Safetensors;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Investigation.Tests;

public sealed class OutputReaderTests
{
    readonly MemoryArtifacts _artifacts = new();
    readonly MemoryResults _results = new();

    [Fact]
    public async Task Images_that_differ_come_first_and_both_sides_have_one_scale()
    {
        using Tensor there = torch.zeros(6, 1, 2, 2), here = torch.zeros(6, 1, 2, 2);
        here[4, 0, 1, 1] = 0.5f;
        IReadOnlyList<PicturePair> pictures = await PicturesAsync(there, here);
        Assert.Equal(PictureReader.Most, pictures.Count);
        Assert.Contains("sample 4", pictures[0].Where);
        Assert.Equal([0, 0, 0, 0], pictures[0].There);
        Assert.Equal([0, 0, 0, 255], pictures[0].Here);
        Assert.Equal(1, pictures[0].Largest);
        Assert.Equal(0, pictures[1].Largest);
    }

    [Fact]
    public async Task Perturbations_are_shown_around_mid_grey_and_what_is_not_finite_does_no_harm()
    {
        using Tensor there = torch.zeros(1, 1, 2, 2), here = torch.zeros(1, 1, 2, 2);
        there[0, 0, 0, 0] = -0.1f;
        here[0, 0, 0, 1] = float.NaN;
        here[0, 0, 0, 0] = -0.1f;
        PicturePair pair = Assert.Single(await PicturesAsync(there, here));
        Assert.Equal((0, 127, 1.0), (pair.There[0], pair.There[3], pair.Largest));
    }

    [Fact]
    public async Task Perturbations_of_a_mined_shard_are_shown_on_their_images_where_these_can_be_read()
    {
        using Tensor pixels = torch.full(new long[] { 3, 1, 2, 2 }, 51, ScalarType.Byte), ids = tensor(new long[] { 7, 8, 9 }), mined = tensor(new long[] { 9 });
        using Tensor there = torch.zeros(1, 1, 2, 2), here = torch.zeros(1, 1, 2, 2);
        here[0, 0, 1, 1] = 0.2f;
        pixels[2, 0, 0, 0] = (byte)255;
        ArtifactRef data = _artifacts.Add(MediaTypes.Safetensors, File(("pixels", pixels), ("ids", ids)));
        var work = new WorkItem
        {
            Kind = "mining", AlgorithmVersion = 1, Parameters = System.Text.Json.JsonSerializer.SerializeToElement(new { }), Inputs = [new NamedArtifact("data.pixels", data)],
            Seed = 1, Numerics = "cpu-float32",
        };
        _results.Manifests["key"] = new ResultManifest("key", work, [], "1", new NumericsFingerprint("", "", "", "", "", 1));
        PicturePair pair = Assert.Single(await new PictureReader(_results, _artifacts, _artifacts).ReadAsync(
            Item("mined", MediaTypes.Safetensors, File(("delta", there), ("ids", mined)), File(("delta", here), ("ids", mined))), default));
        Assert.Equal([255, 51, 51, 51], pair.There);
        Assert.Equal([255, 51, 51, 102], pair.Here);
        Assert.Equal(0.2, pair.Largest, 6);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(1, 600)]
    [InlineData(0, 2)]
    public async Task Tensors_that_are_no_images_are_not_shown(int samples, int size)
    {
        using Tensor no = size == 2 && samples == 2 ? torch.zeros(2, 2, 2, 2) : torch.zeros(samples, 1, size, size);
        Assert.Empty(await PicturesAsync(no, no));
    }

    [Fact]
    public async Task Curves_say_at_which_step_they_part()
    {
        CurvePair pair = Assert.Single(await CurvesAsync("""{"step":1,"values":{"loss":0.5}}""" + "\n" + """{"step":2,"values":{"loss":0.4}}""" + "\n",
            """{"step":1,"values":{"loss":0.5}}""" + "\n" + """{"step":2,"values":{"loss":0.41}}""" + "\n"));
        Assert.Equal(2, pair.Parts);
        Assert.Equal([(1, 0.5), (2, 0.41)], pair.Here);
    }

    [Theory]
    [InlineData("")]
    [InlineData("no json\n")]
    [InlineData("{}\n")]
    [InlineData("null\n")]
    public async Task Metrics_that_are_none_have_no_curves(string lines) => Assert.Empty(await CurvesAsync(lines, lines + " "));

    Task<IReadOnlyList<PicturePair>> PicturesAsync(Tensor there, Tensor here) =>
        new PictureReader(_results, _artifacts, _artifacts).ReadAsync(Item("mined", MediaTypes.Safetensors, Bytes(there), Bytes(here)), default);

    Task<IReadOnlyList<CurvePair>> CurvesAsync(string there, string here) => new CurveReader(_artifacts, _artifacts).ReadAsync(
        Item("metrics", MediaTypes.JsonLines, Encoding.UTF8.GetBytes(there), Encoding.UTF8.GetBytes(here)), default);

    ItemReport Item(string role, string mediaType, byte[] there, byte[] here) => new()
    {
        Stage = "mine", Item = "shard-000", Kind = "mining", ExecutionKey = "key", ReplayedKey = "key", Source = RecordSource.Result, Verdict = ItemVerdict.Differs,
        Artifacts = [new ArtifactReport(role, _artifacts.Add(mediaType, there), _artifacts.Add(mediaType, here), null)],
    };

    static byte[] Bytes(Tensor images) => File(("delta", images));

    static byte[] File(params (string Name, Tensor Tensor)[] tensors)
    {
        using var stream = new MemoryStream();
        SafetensorsFile.Write(stream, tensors.ToDictionary(tensor => tensor.Name, tensor => tensor.Tensor));
        return stream.ToArray();
    }
}
