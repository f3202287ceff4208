using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Token and position embeddings of the text tower.</summary>
internal sealed class ClipTextEmbeddings : nn.Module
{
    private readonly Embedding token_embedding;
    private readonly PositionTable position_embedding;

    public ClipTextEmbeddings(ClipTextConfig config)
        : base(nameof(ClipTextEmbeddings))
    {
        token_embedding = nn.Embedding(config.VocabularySize, config.HiddenSize);
        position_embedding = new PositionTable(config.MaxPositions, config.HiddenSize);
        register_module("token_embedding", token_embedding);
        register_module("position_embedding", position_embedding);
    }

    /// <param name="ids">[batch, length] int64.</param>
    /// <returns>[batch, length, width].</returns>
    public Tensor Apply(Tensor ids) => token_embedding.forward(ids) + position_embedding.Weight.narrow(0, 0, ids.shape[1]);

    /// <summary>The same with embeddings right behind the first token, [tokens, width].</summary>
    /// <returns>[batch, length + tokens, width].</returns>
    public Tensor Apply(Tensor ids, Tensor behindFirst)
    {
        Tensor tokens = token_embedding.forward(ids);
        Tensor added = behindFirst.unsqueeze(0).expand(ids.shape[0], -1, -1);
        Tensor joined = cat([tokens.narrow(1, 0, 1), added, tokens.narrow(1, 1, ids.shape[1] - 1)], 1);
        return joined + position_embedding.Weight.narrow(0, 0, joined.shape[1]);
    }
}
