using Rampart.Learning.Data;

namespace Rampart.Learning.Tests;

public class CheckTests
{
    private static readonly ImageShape Shape = new(1, 28, 28);

    [Fact]
    public void Drift_grows_with_the_samples_and_its_effect_does_not()
    {
        LabelDrift few = LabelDrift.Between([30, 10], [500, 500]), many = LabelDrift.Between([3000, 1000], [500, 500]);

        Assert.True(few.Sigmas is > 2 and < 4);
        Assert.True(many.Sigmas > 10);
        Assert.Equal(0.5, many.Effect, 0.01);
        Assert.Equal(0, LabelDrift.Between([20, 20], [500, 500]).Effect);
    }

    [Fact]
    public void Chance_alone_gives_about_one_sigma()
    {
        var random = new Rampart.Learning.Randomness.SampleRandom(5, "labels");
        double[] sigmas =
        [
            .. Enumerable.Range(0, 500).Select(_ =>
            {
                var counts = new long[10];
                for (int i = 0; i < 1000; i++)
                {
                    counts[random.NextInt(10)]++;
                }

                return LabelDrift.Between(counts, [.. Enumerable.Repeat(6000L, 10)]).Sigmas;
            }),
        ];

        Assert.Equal(0, sigmas.Average(), 0.15);
        Assert.Equal(1, Math.Sqrt(sigmas.Average(sigma => sigma * sigma)), 0.15);
    }

    [Fact]
    public void Brightness_changes_few_bits_of_a_hash_and_another_image_many()
    {
        byte[] image = Textured(1), darker = [.. image.Select(pixel => (byte)(pixel * 0.8))];

        Assert.InRange(Hash(image).Distance(Hash(darker)), 0, 12);
        Assert.InRange(Hash(image).Distance(Hash(Textured(2))), 60, PerceptualHash.Bits);
    }

    [Fact]
    public void The_nearest_of_similar_images_is_found_within_the_distance_and_none_beyond_it()
    {
        var similar = new SimilarImages(2);
        similar.Add(new PerceptualHash(0b1111, 0, 0, 0), 7);
        similar.Add(new PerceptualHash(0b0011, 0, 0, 0), 9);
        similar.Add(new PerceptualHash(0b0011, 0, 0, 0), 8);

        Assert.Equal((8, 1), similar.Find(new PerceptualHash(0b0001, 0, 0, 0)));
        Assert.Equal((8, 2), similar.Find(default));
        Assert.Null(similar.Find(new PerceptualHash(0, 0, 0, 1)));
    }

    [Fact]
    public void Equal_pixels_have_equal_numbers_above_those_that_count_through_a_set()
    {
        Assert.Equal(ContentId.Of(Textured(1)), ContentId.Of(Textured(1)));
        Assert.NotEqual(ContentId.Of(Textured(1)), ContentId.Of(Textured(2)));
        Assert.True(ContentId.Of(Textured(1)) > int.MaxValue);
    }

    [Fact]
    public void The_most_frequent_label_of_the_nearest_images_is_told_with_its_votes()
    {
        var neighbours = new LabelNeighbours();
        foreach ((byte value, int label) in new[] { ((byte)10, 1), ((byte)12, 1), ((byte)14, 2), ((byte)200, 3) })
        {
            neighbours.Add(Enumerable.Repeat(value, Shape.Volume).ToArray(), Shape, label);
        }

        Assert.Equal((1, 2), neighbours.Ask(Enumerable.Repeat((byte)13, Shape.Volume).ToArray(), Shape, 3));
        Assert.Equal((3, 1), neighbours.Ask(Enumerable.Repeat((byte)199, Shape.Volume).ToArray(), Shape, 1));
    }

    private static PerceptualHash Hash(byte[] image) => PerceptualHash.Of(image, Shape);

    private static byte[] Textured(int seed)
    {
        var random = new Rampart.Learning.Randomness.SampleRandom((ulong)seed, "texture");
        return [.. Enumerable.Range(0, Shape.Volume).Select(_ => (byte)random.NextInt(256))];
    }
}
