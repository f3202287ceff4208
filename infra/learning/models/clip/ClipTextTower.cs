using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>CLIP's text tower: a causal transformer read at each text's first end token, and the temperature that both towers share.</summary>
public sealed class ClipTextTower : ModelComponent
{
    private const int LegacyEos = 2;
    private readonly ClipTextTransformer text_model;
    private readonly PrecisionLinear text_projection;
    private Parameter logit_scale;

    /// <summary>Builds a tower with zero weights; load or <see cref="Initialise"/> them.</summary>
    /// <param name="config">The shape.</param>
    /// <param name="precision">The precision of products.</param>
    /// <exception cref="ModelConfigException">The configuration contradicts itself.</exception>
    public ClipTextTower(ClipTextConfig config, ComputePrecision precision = ComputePrecision.Float32)
        : base("text", precision)
    {
        Config = config.Checked("text_config");
        logit_scale = Parameters.Add(this, "logit_scale");
        text_model = new ClipTextTransformer(config, Prepared);
        text_projection = new PrecisionLinear(config.HiddenSize, config.ProjectionSize, false, Prepared);
        register_module("text_model", text_model);
        register_module("text_projection", text_projection);
    }

    /// <summary>The shape.</summary>
    public ClipTextConfig Config { get; }

    /// <summary>The logarithm of the inverse temperature, a scalar.</summary>
    public Parameter LogitScale => logit_scale;

    /// <summary>The projected embedding of each text, not normalised. Tokens behind a text's end have no influence and are not computed
    /// beyond the longest text.</summary>
    /// <param name="tokenIds">[batch, length] int64: bos, tokens, eos, padding.</param>
    /// <returns>[batch, projection] float32.</returns>
    /// <exception cref="ArgumentException">A text is longer than the tower's positions, has no end token, or has an id outside the vocabulary.</exception>
    public Tensor Embed(Tensor tokenIds) => Embed(tokenIds, null);

    /// <summary>The projected embedding of each text with a learned prompt behind its first token.</summary>
    /// <param name="tokenIds">[batch, length] int64: bos, tokens, eos, padding.</param>
    /// <param name="prompt">The prompt, or null for none.</param>
    /// <returns>[batch, projection] float32.</returns>
    /// <exception cref="ArgumentException">A text with the prompt is longer than the tower's positions, has no end token, or has an id outside the vocabulary.</exception>
    public Tensor Embed(Tensor tokenIds, LearnedPrompt? prompt)
    {
        using var scope = NewDisposeScope();
        int added = prompt?.Config.Tokens ?? 0;
        long[] ends = Ends(tokenIds);
        long batch = ends.Length;
        var ids = tokenIds.narrow(1, 0, ends.Max() + 1).to(logit_scale.device);
        long length = ids.shape[1] + added;
        if (length > Config.MaxPositions)
        {
            throw new ArgumentException(
                $"A text of {ids.shape[1]} tokens with a prompt of {added} is longer than this tower's {Config.MaxPositions} positions.", nameof(tokenIds));
        }

        var embeddings = prompt is null ? text_model.Embeddings.Apply(ids) : text_model.Embeddings.Apply(ids, prompt.Context);
        var mask = CausalMask.Square(length, ids.device, Prepared);
        var x = text_model.Encoder.Apply(embeddings.view(-1, Config.HiddenSize), batch, 0, text_model.Encoder.Count - 1, mask);
        ends = [.. ends.Select(end => end + added)];
        var rows = tensor(ends.Select((end, i) => (i * length) + end).ToArray()).to(x.device);
        var pooled = text_model.Encoder.ApplyLastPooled(x.view(batch, length, -1), rows, CausalMask.UpTo(ends, length, x.device));
        return PreparedWeights.Result(text_projection.Apply(text_model.FinalNorm.Apply(pooled))).MoveToOuterDisposeScope();
    }

    /// <summary>Fills the weights with CLIP's start values.</summary>
    /// <param name="seed">The seed; equal seeds give equal weights.</param>
    /// <param name="logitScale">Start value of <see cref="LogitScale"/>.</param>
    public void Initialise(ulong seed, double logitScale = 2.6592)
    {
        SeededWeights.Fill(named_parameters(), seed, name => ClipStartValues.Deviation(name, Config.HiddenSize, Config.Layers));
        using var scope = NewDisposeScope();
        using var constant = no_grad();
        logit_scale.fill_(logitScale);
        Prepared.Clear();
    }

    private long[] Ends(Tensor tokenIds)
    {
        long[] shape = tokenIds.shape;
        if (shape.Length != 2 || shape[0] < 1 || shape[1] < 1 || shape[1] > Config.MaxPositions || tokenIds.dtype != ScalarType.Int64)
        {
            throw new ArgumentException(
                $"Token ids are {tokenIds.dtype} of shape [{string.Join(", ", shape)}]; this tower takes int64 [batch, 1 to {Config.MaxPositions}].",
                nameof(tokenIds));
        }

        long[] ids = tokenIds.cpu().contiguous().data<long>().ToArray();
        var ends = new long[shape[0]];
        for (int i = 0; i < ends.Length; i++)
        {
            var row = ids.AsSpan(i * (int)shape[1], (int)shape[1]);
            if (row.IndexOfAnyExceptInRange(0, Config.VocabularySize - 1) is >= 0 and var bad)
            {
                throw new ArgumentException($"Text {i} has token {row[bad]}, outside the vocabulary of {Config.VocabularySize}.", nameof(tokenIds));
            }

            int end = Config.EosTokenId == LegacyEos ? row.IndexOf(Largest(row)) : row.IndexOf(Config.EosTokenId);
            ends[i] = end >= 0
                ? end
                : throw new ArgumentException($"Text {i} has no end token ({Config.EosTokenId}); end every text with it.", nameof(tokenIds));
        }

        return ends;
    }

    private static long Largest(ReadOnlySpan<long> row)
    {
        long largest = row[0];
        foreach (long id in row)
        {
            largest = Math.Max(largest, id);
        }

        return largest;
    }
}
