using System.Text.Json.Nodes;

namespace Rampart.Learning.Models;

/// <summary>What the vision tower subtracts from and divides pixels in [0,1] by, channel by channel (<c>preprocessor_config.json</c>).</summary>
/// <param name="Mean">One value per channel (<c>image_mean</c>).</param>
/// <param name="Std">One positive value per channel (<c>image_std</c>).</param>
public sealed record ImageNormalization(IReadOnlyList<double> Mean, IReadOnlyList<double> Std)
{
    /// <summary>The figures of OpenAI's CLIP for RGB images.</summary>
    public static ImageNormalization Clip { get; } =
        new([0.48145466, 0.4578275, 0.40821073], [0.26862954, 0.26130258, 0.27577711]);

    /// <summary>Reads <c>image_mean</c> and <c>image_std</c>; both absent mean CLIP's figures.</summary>
    /// <exception cref="ModelConfigException">The lists differ in length or hold values that cannot be used.</exception>
    public static ImageNormalization FromJson(string json, string where = "preprocessor_config.json")
    {
        var source = ConfigObject.Parse(json, where);
        var mean = source.Numbers("image_mean", Clip.Mean);
        return new ImageNormalization(mean, source.Numbers("image_std", Clip.Std)).Checked(mean.Count, where);
    }

    /// <summary>The same mean and deviation for every channel.</summary>
    public static ImageNormalization Uniform(int channels, double mean = 0.5, double std = 0.5) =>
        new([.. Enumerable.Repeat(mean, channels)], [.. Enumerable.Repeat(std, channels)]);

    /// <summary>A Hugging Face <c>preprocessor_config.json</c> for square images of one size.</summary>
    /// <param name="imageSize">Height and width in pixels.</param>
    public JsonObject ToPreprocessorJson(int imageSize) => new()
    {
        ["image_processor_type"] = "CLIPImageProcessor",
        ["do_convert_rgb"] = Mean.Count == 3,
        ["do_resize"] = true,
        ["size"] = new JsonObject { ["shortest_edge"] = imageSize },
        ["resample"] = 3,
        ["do_center_crop"] = true,
        ["crop_size"] = new JsonObject { ["height"] = imageSize, ["width"] = imageSize },
        ["do_rescale"] = true,
        ["rescale_factor"] = 1.0 / 255,
        ["do_normalize"] = true,
        ["image_mean"] = new JsonArray([.. Mean.Select(value => JsonValue.Create(value))]),
        ["image_std"] = new JsonArray([.. Std.Select(value => JsonValue.Create(value))]),
    };

    /// <summary>Equal when all values are.</summary>
    public bool Equals(ImageNormalization? other) =>
        other is not null && Mean.SequenceEqual(other.Mean) && Std.SequenceEqual(other.Std);

    /// <inheritdoc/>
    public override int GetHashCode() => Mean.Concat(Std).Aggregate(17, HashCode.Combine);

    internal ImageNormalization Checked(int channels, string where)
    {
        if (Mean.Count != channels || Std.Count != channels)
        {
            throw new ModelConfigException(
                $"{where}: 'image_mean' has {Mean.Count} and 'image_std' {Std.Count} values for {channels} channels; give one per channel.");
        }

        return Std.All(value => value > 0 && double.IsFinite(value)) && Mean.All(double.IsFinite)
            ? this
            : throw new ModelConfigException($"{where}: 'image_std' must hold positive finite numbers and 'image_mean' finite ones.");
    }
}
