using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>A LLaMA decoder that reads embeddings and gives logits where they are wanted (<c>language_model</c>).</summary>
internal sealed class LlamaDecoder : nn.Module
{
    private readonly LlamaConfig _config;
    private readonly PreparedWeights _prepared;
    private readonly RotaryTable _rotary;
    private readonly Func<Tensor[]> _make;
    private readonly LlamaTransformer model;
    private readonly PrecisionLinear? lm_head;

    public LlamaDecoder(LlamaConfig config, PreparedWeights prepared)
        : base(nameof(LlamaDecoder))
    {
        _config = config;
        _prepared = prepared;
        _make = () => [_prepared.Operand((lm_head?.Weight ?? model!.Table) * model!.Norm.Gain)];
        _rotary = new RotaryTable(config.HeadSize, config.MaxPositions, config.RopeTheta);
        model = new LlamaTransformer(config, _rotary, prepared);
        register_module("model", model);
        if (!config.TiedEmbeddings)
        {
            lm_head = new PrecisionLinear(config.HiddenSize, config.VocabularySize, false, prepared);
            register_module("lm_head", lm_head);
        }
    }

    /// <param name="ids">Any shape, int64.</param>
    /// <returns>The shape with the width appended.</returns>
    public Tensor Embed(Tensor ids) => model.Embed(ids);

    /// <summary>Logits at the wanted positions of fresh sequences.</summary>
    /// <param name="embeddings">[batch, length, width].</param>
    /// <param name="positions">[batch, wanted] int64.</param>
    /// <param name="cache">Receives keys and values, or null.</param>
    /// <param name="shift">Added to hidden states, or null.</param>
    /// <returns>[batch, wanted, vocabulary] float32.</returns>
    public Tensor Logits(Tensor embeddings, Tensor positions, KeyValueCache? cache = null, IHiddenShift? shift = null)
    {
        using var scope = NewDisposeScope();
        long length = embeddings.shape[1];
        CheckLength(length);
        var wanted = new WantedRows(positions, length);
        var mask = CausalMask.Square(length, embeddings.device, _prepared);
        var x = model.Apply(embeddings.reshape(-1, _config.HiddenSize), wanted, mask, cache, shift);
        cache?.Advance(length);
        return Head(x).view(wanted.Batch, wanted.Count, -1).MoveToOuterDisposeScope();
    }

    /// <summary>Logits of one further token per sequence.</summary>
    /// <param name="ids">[batch] int64.</param>
    /// <param name="cache">The earlier positions; grows by one.</param>
    /// <param name="shift">Added to hidden states, or null.</param>
    /// <returns>[batch, vocabulary] float32.</returns>
    public Tensor Step(Tensor ids, KeyValueCache cache, IHiddenShift? shift = null)
    {
        using var scope = NewDisposeScope();
        CheckLength(cache.Length + 1);
        var x = model.Step(Embed(ids), cache, shift);
        cache.Advance(1);
        return Head(x).MoveToOuterDisposeScope();
    }

    /// <summary>Moves what is not a parameter.</summary>
    public void MoveTablesTo(Device device) => _rotary.MoveTo(device);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _rotary.Dispose();
        }

        base.Dispose(disposing);
    }

    private Tensor Head(Tensor x) => PreparedWeights.Result(
        nn.functional.linear(_prepared.Operand(model.Norm.Apply(x)), _prepared.Of(this, _make)[0]));

    private void CheckLength(long length)
    {
        if (length > _config.MaxPositions)
        {
            throw new SequenceLengthException(length, _config.MaxPositions);
        }
    }
}
