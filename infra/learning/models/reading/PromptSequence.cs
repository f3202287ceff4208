using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Prompts, perhaps with answers, as a decoder is to read them: common beginning, image, rest.</summary>
/// <param name="Features">The images' patch features, [batch, patches, vision width]; null to read the text without any image.</param>
/// <param name="Prefix">Token ids before the image, the same for every sample.</param>
/// <param name="Suffix">[batch, length] int64: token ids behind it, padded on the right.</param>
internal sealed record PromptSequence(Tensor? Features, IReadOnlyList<int> Prefix, Tensor Suffix)
{
    /// <summary>Embeddings that stand right before the image, the same for every sample, [tokens, width]; null for none.</summary>
    public Tensor? Learned { get; init; }

    /// <summary>Some of the prompts.</summary>
    public PromptSequence Rows(Tensor rows) => this with { Features = Features?.index_select(0, rows), Suffix = Suffix.index_select(0, rows) };

    /// <summary>Prompts of any lengths without images, padded on the right, and each one's last place in the suffix, [batch, 1].</summary>
    public static (PromptSequence Prompts, Tensor Last) Of(IReadOnlyList<int[]> prompts, LlavaConfig config)
    {
        ImagePrompt split = ImagePrompt.Split(prompts, config.ImageTokenId);
        int width = split.Suffixes.Max(suffix => suffix.Length);
        long[] ids = [.. split.Suffixes.SelectMany(suffix => suffix.Concat(Enumerable.Repeat(config.PadTokenId, width - suffix.Length)).Select(id => (long)id))];
        long[] last = [.. split.Suffixes.Select(suffix => (long)suffix.Length - 1)];
        return (new PromptSequence(null, split.Prefix, tensor(ids).view(prompts.Count, width)), tensor(last).view(-1, 1));
    }
}
