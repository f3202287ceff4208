using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>The decoder's own reading: prefix, projected patch features, suffix.</summary>
internal sealed class PlainReading(Projector projector, LlamaDecoder decoder, int layers) : IPromptReading
{
    public Tensor Logits(PromptSequence prompts, Tensor places, IHiddenShift? shift)
    {
        using var scope = NewDisposeScope();
        Tensor embeddings = Embeddings(prompts);
        Tensor positions = places + (embeddings.shape[1] - prompts.Suffix.shape[1]);
        return decoder.Logits(embeddings, positions, shift: shift).MoveToOuterDisposeScope();
    }

    public IDecoding Decode(PromptSequence prompts, int steps, IHiddenShift? shift) =>
        new CachedDecoding(decoder, Embeddings(prompts), layers, steps, shift);

    /// <summary>Embeddings of tokens, the shape with the width appended.</summary>
    public Tensor Embed(Tensor ids) => decoder.Embed(ids);

    private Tensor Embeddings(PromptSequence prompts)
    {
        Tensor suffix = prompts.Suffix;
        Tensor ids = tensor(prompts.Prefix.Select(id => (long)id).ToArray()).to(suffix.device);
        List<Tensor> parts = [decoder.Embed(ids).unsqueeze(0).expand(suffix.shape[0], -1, -1)];
        if (prompts.Features is { } features)
        {
            parts.AddRange(prompts.Learned is { } learned ? [learned.unsqueeze(0).expand(suffix.shape[0], -1, -1)] : []);
            parts.Add(projector.Apply(features));
        }

        parts.Add(decoder.Embed(suffix));
        return cat(parts, 1);
    }

    /// <summary>Keeps keys and values of what was read.</summary>
    private sealed class CachedDecoding(LlamaDecoder decoder, Tensor embeddings, int layers, int steps, IHiddenShift? shift) : IDecoding
    {
        private readonly KeyValueCache _cache = new(layers, embeddings.shape[1] + steps - 1);

        public Tensor First()
        {
            Tensor last = full([embeddings.shape[0], 1], embeddings.shape[1] - 1, ScalarType.Int64, embeddings.device);
            return decoder.Logits(embeddings, last, _cache, shift).select(1, 0);
        }

        public Tensor Next(Tensor ids) => decoder.Step(ids, _cache, shift);

        public void Dispose() => _cache.Dispose();
    }
}
