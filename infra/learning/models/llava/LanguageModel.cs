using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>The language side of LLaVA-1.5 (Liu et al. 2023): a projector that turns patch features into the decoder's embeddings, and the
/// decoder. The image's embeddings stand where the prompt has its placeholder.</summary>
public sealed class LanguageModel : ModelComponent
{
    private readonly Projector multi_modal_projector;
    private readonly LlamaDecoder language_model;
    private readonly PlainReading _plain;
    private GuardedReading? _guard;

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
        Reading = Undefended = _plain = new PlainReading(multi_modal_projector, language_model, config.Text.Layers);
    }

    /// <summary>The shape.</summary>
    public LlavaConfig Config { get; }

    /// <summary>How prompts are read: plainly, or as a defence that the model carries has it.</summary>
    internal IPromptReading Reading { get; private set; }

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

    /// <summary>Log-probabilities of the answers' tokens when the prompts are read without any image.</summary>
    /// <param name="batch">Prompts and answers; their image placeholder stands for nothing.</param>
    public TokenLogProbs TextLogProbs(AnswerBatch batch) => LogProbs(null, batch, null);

    /// <summary>Whether the model carries safety modules.</summary>
    public bool HasSafetyModules => _guard is not null;

    /// <summary>What the safety modules that the model carries say about images under their prompts.</summary>
    /// <param name="patchFeatures">[batch, patches, vision width] float32.</param>
    /// <param name="batch">Prompts, one per image; answers do not matter.</param>
    /// <exception cref="InvalidOperationException">The model carries none.</exception>
    public RiskLogits Risk(Tensor patchFeatures, AnswerBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        CheckCount(patchFeatures, batch.Count);
        GuardedReading guard = _guard ?? throw new InvalidOperationException("The model carries no safety modules; attach some.");
        return guard.Risk(new PromptSequence(patchFeatures, batch.Prefix, batch.Suffix), batch.Predictors);
    }

    /// <summary>The same with something added to hidden states.</summary>
    internal TokenLogProbs LogProbs(Tensor? patchFeatures, AnswerBatch batch, IHiddenShift? shift)
    {
        using var scope = NewDisposeScope();
        var logits = AnswerLogits(patchFeatures, batch, shift);
        var losses = nn.functional.cross_entropy(
            logits.view(-1, Config.Text.VocabularySize), batch.Labels.view(-1), reduction: nn.Reduction.None);
        var values = losses.view(batch.Labels.shape) * -batch.Mask;
        return new TokenLogProbs(values.MoveToOuterDisposeScope(), batch.Mask);
    }

    /// <summary>How prompts are read without a defence: plainly, or with safety modules.</summary>
    internal IPromptReading Undefended { get; private set; }

    /// <summary>Has prompts read with safety modules from now on.</summary>
    internal void Guard(SafetyModules modules)
    {
        _guard = new GuardedReading(_plain, modules, Config.PadTokenId);
        Reading = Undefended = _guard;
    }

    /// <summary>Has prompts read as a defence wants it from now on, in place of another defence.</summary>
    /// <param name="defended">Makes its reading from the one without.</param>
    internal void Defend(Func<IPromptReading, IPromptReading> defended) => Reading = defended(Undefended);

    /// <summary>Has something added to hidden states whenever prompts are read, until what comes back is disposed.</summary>
    /// <param name="perturbation">What is added; the batches that are read must be those it was made for, in their order.</param>
    public IDisposable Perturb(HiddenPerturbation perturbation)
    {
        ArgumentNullException.ThrowIfNull(perturbation);
        IPromptReading before = Reading;
        Reading = new PerturbedReading(before, perturbation.Shift);
        return new EndOfPerturbation(this, before);
    }

    private Tensor AnswerLogits(Tensor? patchFeatures, AnswerBatch batch, IHiddenShift? shift)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (patchFeatures is not null)
        {
            CheckCount(patchFeatures, batch.Count);
        }

        return Reading.Logits(new PromptSequence(patchFeatures, batch.Prefix, batch.Suffix), batch.Predictors, shift);
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
            bool isWhole = members.Length == prompts.Count;
            Tensor? rows = isWhole ? null : tensor(members.Select(i => (long)i).ToArray()).to(patchFeatures.device);
            var features = rows is null ? patchFeatures : patchFeatures.index_select(0, rows);
            IPromptReading reading = rows is null ? Reading : Reading.Rows(rows);
            ulong[] ids = [.. members.Select(i => options.SampleIds?[i] ?? (ulong)i)];
            var generated = new AnswerGeneration(Config, reading).Answer(features, [.. members.Select(i => prompts[i])], options, ids);
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

    private sealed class EndOfPerturbation(LanguageModel model, IPromptReading before) : IDisposable
    {
        public void Dispose() => model.Reading = before;
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
