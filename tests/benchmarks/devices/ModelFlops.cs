using Rampart.Learning.Models;

namespace Rampart.Benchmarks.Devices;

/// <summary>How many floating-point operations the products of a pass need, by the shapes alone: what an implementation computes again or leaves out does not count.</summary>
static class ModelFlops
{
    /// <summary>One image forward through the tower.</summary>
    public static double Tower(ClipVisionConfig c)
    {
        double patches = Math.Pow(c.ImageSize / c.PatchSize, 2), tokens = patches + 1, width = c.HiddenSize;
        double layer = tokens * ((8 * width * width) + (4 * width * c.IntermediateSize)) + (4 * tokens * tokens * width);
        return (c.Layers * layer) + (2 * patches * width * c.Channels * c.PatchSize * c.PatchSize);
    }

    /// <summary>One sequence forward through the decoder, with logits for some of its positions.</summary>
    public static double Decoder(LlamaConfig c, double tokens, double answer)
    {
        double width = c.HiddenSize, heads = c.Heads * c.HeadSize, pairs = c.KeyValueHeads * c.HeadSize;
        double layer = tokens * ((4 * width * heads) + (4 * width * pairs) + (6 * width * c.IntermediateSize)) + (4 * tokens * tokens * heads);
        return (c.Layers * layer) + (2 * answer * width * c.VocabularySize);
    }
}
