using System.Text;
using Rampart.Contracts;
using Rampart.Learning.Data;
using Rampart.Learning.Tokenization;
using Rampart.Pipeline.Parameters;
using Rampart.Stages;

namespace Rampart.Preprocessing;

/// <summary>Makes shards of samples from a source's files, and the tokenizer from the words of a split.</summary>
public sealed class PreprocessingStage : IStage
{
    /// <summary>The version of what this stage computes.</summary>
    public const int Version = 1;

    /// <inheritdoc/>
    public string Kind => "preprocessing";

    /// <inheritdoc/>
    public int AlgorithmVersion => Version;

    /// <inheritdoc/>
    // Integers, texts, and bytes copied: no arithmetic that a machine could round its own way.
    public Determinism Determinism => new Determinism.Bitwise();

    /// <inheritdoc/>
    public void Execute(StageContext context)
    {
        try
        {
            switch (ParameterJson.Read<PreprocessingWork>(context.Work.Parameters))
            {
                case ShardWork work:
                    MakeShard(context, work);
                    break;
                case TokenizerWork work:
                    MakeTokenizer(context, work);
                    break;
            }
        }
        catch (DataException error)
        {
            throw new StageException(error.What, error.Where, error.Fix, inner: error);
        }
    }

    private static void MakeShard(StageContext context, ShardWork work)
    {
        IDataSource source = DataSources.Find(work.Source);
        string key = $"{work.Source}/{work.Set}:{string.Join('+', context.Inputs.All.Select(input => input.Artifact.Digest))}";
        using WarmCache.Loan<SourceImages> images = context.Warm.Borrow(key, () => new SourceImages(source.Open(
            work.Set, file => SourceFile(context, file))));
        SampleSet samples = Maker(context, source, work).Make(images.Value.Set, work.First, work.Count);
        Shards.Write(
            context.Outputs,
            "shard",
            samples,
            new Dictionary<string, string> { ["source"] = work.Source, ["set"] = work.Set, ["first"] = $"{work.First}" });
        context.Progress.Report(new StageProgress(work.Count, work.Count, "samples"));
    }

    private static SourceBytes SourceFile(StageContext context, string file) => new(file, context.Inputs.Read($"source.{file}"));

    private static SampleMaker Maker(StageContext context, IDataSource source, ShardWork work)
    {
        var maker = new SampleMaker(source.Classes, work.Captions, work.Questions, context.Work.Seed);
        maker = work.Dialogues is { } dialogues ? maker.With(dialogues.Options) : maker;
        maker = work.HumanAnswers > 0 ? maker.With(source.OtherWords, work.HumanAnswers) : maker;
        return work.Safety is { } safety ? maker.With(safety.Policy, safety.Requests, safety.Unsafe?.Open(file => SourceFile(context, file))) : maker;
    }

    private static void MakeTokenizer(StageContext context, TokenizerWork work)
    {
        SampleSet samples = Shards.ReadAll(context.Inputs, "data");
        if (work.Mean.Count != samples.Shape.Channels)
        {
            throw new StageException(
                $"The images have {samples.Shape.Channels} channels, but mean and std have {work.Mean.Count} numbers.",
                "image.mean",
                "Give one number per channel.");
        }

        // Distinct lines: how often a template was drawn does not matter for the merges, and equal words give one tokenizer.
        IEnumerable<string> lines = samples.Samples
            .SelectMany(Texts)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        BpeTokenizer tokenizer = BpeTokenizer.Train(lines, work.Vocabulary);
        context.Outputs.Write("tokenizer", MediaTypes.Json, stream => stream.Write(Encoding.UTF8.GetBytes(tokenizer.ToJson())));
        context.Outputs.WriteJson("dataset", new DatasetDescription(
            work.Source,
            DataSources.Find(work.Source).Classes,
            Sentences.CaptionTemplates,
            Sentences.EvaluationQuestion,
            samples.Shape,
            work.Mean,
            work.Std)
        {
            CaptionQuestion = work.Dialogues is { Captions: > 0 } ? DialogueSentences.CaptionQuestion : null,
            Safety = work.Safety?.Policy,
        });
        context.Progress.Report(new StageProgress(samples.Count, samples.Count, "samples"));
    }

    private static IEnumerable<string> Texts(Sample sample) =>
    [
        .. sample.Captions,
        .. sample.Conversations().SelectMany(dialogue => new[] { dialogue.Question, dialogue.Answer }),
        .. sample.Safety?.Requests.SelectMany(request => new[] { request.Request, request.Refusal, request.Compliance }) ?? [],
    ];
}
