using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>The safety head: the prompt's tokens attend to safety tokens and safety features, and two linear classifiers read risk level and type off.</summary>
internal sealed class ConceptHead : nn.Module
{
    private readonly int _heads;
    private readonly ConceptPooling _pooling;
    private readonly PrecisionLinear q_proj;
    private readonly PrecisionLinear k_proj;
    private readonly PrecisionLinear v_proj;
    private readonly PrecisionLinear out_proj;
    private readonly PrecisionLinear level;
    private readonly PrecisionLinear type;

    public ConceptHead(SafetyModulesConfig config, int width, PreparedWeights prepared)
        : base(nameof(ConceptHead))
    {
        (_heads, _pooling) = (config.Heads, config.Pooling);
        q_proj = Add("q_proj", width, 1 / Math.Sqrt(width / config.Heads));
        k_proj = Add("k_proj", width);
        v_proj = Add("v_proj", width);
        out_proj = Add("out_proj", width);
        level = Add("level", config.Levels);
        type = Add("type", config.Types.Count);

        PrecisionLinear Add(string name, int outputs, double scale = 1)
        {
            var linear = new PrecisionLinear(width, outputs, true, prepared, outputScale: scale);
            register_module(name, linear);
            return linear;
        }
    }

    /// <param name="text">The prompt's token embeddings, [batch, tokens, width].</param>
    /// <param name="mask">1 for tokens of the prompt, else 0; float32 [batch, tokens].</param>
    /// <param name="evidence">Safety tokens and features, [batch, keys, width].</param>
    public RiskLogits Apply(Tensor text, Tensor mask, Tensor evidence)
    {
        // Whatever pooling leaves out is not computed.
        Tensor queries = _pooling == ConceptPooling.First ? text.narrow(1, 0, 1) : text;
        Tensor scores = ByHead(q_proj, queries).matmul(ByHead(k_proj, evidence).transpose(-1, -2));
        Tensor mixed = scores.softmax(-1).matmul(ByHead(v_proj, evidence)).transpose(1, 2).reshape(-1, text.shape[2]);
        Tensor outputs = PreparedWeights.Result(out_proj.Apply(mixed)).view(queries.shape);
        Tensor pooled = _pooling == ConceptPooling.First
            ? outputs.select(1, 0)
            : (outputs * mask.unsqueeze(2)).sum(1) / mask.sum(1, true);
        return new RiskLogits(PreparedWeights.Result(level.Apply(pooled)), PreparedWeights.Result(type.Apply(pooled)));
    }

    private Tensor ByHead(PrecisionLinear projection, Tensor x) =>
        PreparedWeights.Result(projection.Apply(x.reshape(-1, x.shape[2]))).view(x.shape[0], x.shape[1], _heads, -1).transpose(1, 2);
}

/// <summary>What safety modules say about images under a prompt.</summary>
/// <param name="Level">Logits of the risk levels, float32 [batch, levels].</param>
/// <param name="Type">Logits of the risk types, float32 [batch, types].</param>
public sealed record RiskLogits(Tensor Level, Tensor Type);
