using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>The language side of LLaVA-1.5 (Liu et al. 2023): a projector that turns patch features into the decoder's embeddings, and the
/// decoder. The image's embeddings stand where the prompt has its placeholder.</summary>
public sealed class LanguageModel : ModelComponent
{
    private readonly Projector multi_modal_projector;
    private readonly LlamaDecoder language_model;

    /// <summary>Builds the model with zero weights; load or <see cref="Initialise"/> them.</summary>
    /// <param name="config">The shape.</param>
    /// <param name="precision">The precision of products.</param>
    /// <exception cref="ModelConfigException">The configuration contradicts itself.</exception>
    public LanguageModel(LlavaConfig config, ComputePrecision precision = ComputePrecision.Float32)
        : base("language", precision)
    {
        Config = config.Checked("config.json");
        multi_modal_projector = new Projector(config.Vision.HiddenSize, config.Text.HiddenSize, Prepared);
        language_model = new LlamaDecoder(config.Text, Prepared);
        register_module("multi_modal_projector", multi_modal_projector);
        register_module("language_model", language_model);
    }

    /// <summary>The shape.</summary>
    public LlavaConfig Config { get; }

    /// <summary>Logits at the positions that predict the answers' tokens (teacher forcing); nothing is computed for other positions
    /// in the last layer.</summary>
    /// <param name="patchFeatures">[batch, patches, vision width] float32.</param>
    /// <param name="batch">Prompts and answers, one per image.</param>
    /// <returns>[batch, answer, vocabulary] float32; rows where the batch's mask is 0 mean nothing.</returns>
    public Tensor AnswerLogits(Tensor patchFeatures, AnswerBatch batch) => AnswerLogits(patchFeatures, batch, null);

    /// <summary>Log-probabilities of the answers' tokens, log-softmax in float32.</summary>
    /// <param name="patchFeatures">[batch, patches, vision width] float32.</param>
    /// <param name="batch">Prompts and answers, one per image.</param>
    public TokenLogProbs LogProbs(Tensor patchFeatures, AnswerBatch batch) => LogProbs(patchFeatures, batch, null);

    /// <summary>The same with something added to hidden states.</summary>
    internal TokenLogProbs LogProbs(Tensor patchFeatures, AnswerBatch batch, IHiddenShift? shift)
    {
        using var scope = NewDisposeScope();
        var logits = AnswerLogits(patchFeatures, batch, shift);
        var losses = nn.functional.cross_entropy(
            logits.view(-1, Config.Text.VocabularySize), batch.Labels.view(-1), reduction: nn.Reduction.None);
        var values = losses.view(batch.Labels.shape) * -batch.Mask;
        return new TokenLogProbs(values.MoveToOuterDisposeScope(), batch.Mask);
    }

    private Tensor AnswerLogits(Tensor patchFeatures, AnswerBatch batch, IHiddenShift? shift)
    {
        ArgumentNullException.ThrowIfNull(batch);
        using var scope = NewDisposeScope();
        var embeddings = Sequence(patchFeatures, batch.Prefix, batch.Suffix);
        var positions = batch.Predictors + (batch.Prefix.Count + patchFeatures.shape[1]);
        return language_model.Logits(embeddings, positions, shift: shift).MoveToOuterDisposeScope();
    }

    /// <summary>Answers prompts, each until the end token or <see cref="GenerationOptions.MaxNewTokens"/>.</summary>
    /// <param name="patchFeatures">[batch, patches, vision width] float32.</param>
    /// <param name="prompts">One prompt per image, with one image placeholder each (<see cref="PromptFormat.Prompt"/>).</param>
    /// <param name="options">Greedy or sampled, and for how long.</param>
    /// <returns>The generated tokens per prompt, without the end token.</returns>
    public int[][] Generate(Tensor patchFeatures, IReadOnlyList<int[]> prompts, GenerationOptions options)
    {
        ArgumentNullException.ThrowIfNull(prompts);
        ArgumentNullException.ThrowIfNull(options);
        options.Check(prompts.Count);
        CheckCount(patchFeatures, prompts.Count);
        using var constant = no_grad();
        using var held = HoldWeights();
        var answers = new int[prompts.Count][];
        foreach (var group in Enumerable.Range(0, prompts.Count).GroupBy(i => prompts[i].Length))
        {
            int[] members = [.. group];
            using var scope = NewDisposeScope();
            var features = members.Length == prompts.Count
                ? patchFeatures
                : patchFeatures.index_select(0, tensor(members.Select(i => (long)i).ToArray()).to(patchFeatures.device));
            ulong[] ids = [.. members.Select(i => options.SampleIds?[i] ?? (ulong)i)];
            var generated = Continue(features, [.. members.Select(i => prompts[i])], options, ids);
            for (int i = 0; i < members.Length; i++)
            {
                answers[members[i]] = generated[i];
            }
        }

        return answers;
    }

    /// <summary>Fills the weights with start values: normal with the configuration's <c>initializer_range</c>; norms 1, biases 0.</summary>
    /// <param name="seed">The seed; equal seeds give equal weights.</param>
    public void Initialise(ulong seed)
    {
        SeededWeights.Fill(named_parameters(), seed, name =>
            name.EndsWith(".bias", StringComparison.Ordinal) || name.Contains("norm", StringComparison.Ordinal)
                ? null
                : Config.Text.InitializerRange);
        Prepared.Clear();
    }

    /// <inheritdoc/>
    public override void MoveTo(Device device)
    {
        base.MoveTo(device);
        language_model.MoveTablesTo(device);
    }

    private int[][] Continue(Tensor features, int[][] prompts, GenerationOptions options, ulong[] ids)
    {
        var device = features.device;
        var split = ImagePrompt.Split(prompts, Config.ImageTokenId);
        int width = split.Suffixes[0].Length;
        var suffix = tensor(split.Suffixes.SelectMany(row => row.Select(id => (long)id)).ToArray()).view(prompts.Length, width).to(device);
        var embeddings = Sequence(features, split.Prefix, suffix);
        long length = embeddings.shape[1];
        using var cache = new KeyValueCache(Config.Text.Layers, length + options.MaxNewTokens - 1);
        var last = full([prompts.Length, 1], length - 1, ScalarType.Int64, device);
        var logits = language_model.Logits(embeddings, last, cache).select(1, 0);
        var next = new NextToken(options, ids);
        var answers = prompts.Select(_ => new List<int>()).ToArray();
        var open = new bool[prompts.Length];
        Array.Fill(open, true);
        for (int step = 1; ; step++)
        {
            using var scope = NewDisposeScope();
            int[] chosen = next.Choose(logits);
            for (int i = 0; i < chosen.Length; i++)
            {
                open[i] &= chosen[i] != Config.Text.EosTokenId;
                if (open[i])
                {
                    answers[i].Add(chosen[i]);
                }
            }

            if (step == options.MaxNewTokens || !open.Contains(true))
            {
                return [.. answers.Select(answer => answer.ToArray())];
            }

            logits = language_model.Step(tensor(chosen.Select(id => (long)id).ToArray()).to(device), cache).MoveToOuterDisposeScope();
        }
    }

    private Tensor Sequence(Tensor patchFeatures, IReadOnlyList<int> prefix, Tensor suffix)
    {
        CheckCount(patchFeatures, suffix.shape[0]);
        long batch = suffix.shape[0];
        var device = patchFeatures.device;
        var image = multi_modal_projector.Apply(patchFeatures);
        var before = language_model.Embed(tensor(prefix.Select(id => (long)id).ToArray()).to(device)).unsqueeze(0).expand(batch, -1, -1);
        return cat([before, image, language_model.Embed(suffix)], 1);
    }

    private void CheckCount(Tensor patchFeatures, long count)
    {
        long[] shape = patchFeatures.shape;
        if (shape.Length != 3 || shape[0] != count || shape[2] != Config.Vision.HiddenSize)
        {
            throw new ArgumentException(
                $"Patch features have shape [{string.Join(", ", shape)}]; {count} prompts need [{count}, patches, {Config.Vision.HiddenSize}].",
                nameof(patchFeatures));
        }
    }
}
