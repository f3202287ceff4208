using Rampart.Learning.Data;
using Rampart.Learning.Metrics;
using Rampart.Learning.Models;
using Rampart.Pipeline.Parameters;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Pairing;

/// <summary>Builds preference pairs: the answer on the clean image against the policy's answer on the adversarial one.</summary>
public sealed class PairingStage : IStage
{
    /// <summary>The version of what this stage computes.</summary>
    public const int Version = 1;

    /// <inheritdoc/>
    public string Kind => "pairing";

    /// <inheritdoc/>
    public int AlgorithmVersion => Version;

    /// <inheritdoc/>
    public Determinism Determinism => new Determinism.BitwisePerDevice();

    /// <inheritdoc/>
    public void Execute(StageContext context)
    {
        var work = ParameterJson.Read<PairingWork>(context.Work.Parameters);
        var dataset = StageJson.Read<DatasetDescription>(context.Inputs.Read("dataset"), "dataset");
        SampleSet samples = Shards.Read(context.Inputs, "data");
        MinedSamples mined = MinedSamples.Read(context.Inputs, [context.Inputs.Get("mined")]);
        Dictionary<long, int> rowOf = samples.Ids.Select((id, row) => (id, row)).ToDictionary(entry => entry.id, entry => entry.row);
        using WarmCache.Loan<StageModel> policy = StageModel.Borrow(context, "model");
        using WarmCache.Loan<StageModel> chooser = StageModel.Borrow(context, "chooser");
        int[] prompt = PromptFormat.Prompt(policy.Value.Tokenizer, dataset.EvaluationQuestion);
        var pairs = new List<PreferencePair>();
        foreach (long[] ids in mined.Ids.Chunk(work.Batch))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            int[] rows = [.. ids.Select(id => rowOf[id])];
            Tensor clean = samples.Pixels(rows).to(context.Device);
            var generation = new GenerationOptions
            {
                MaxNewTokens = work.MaxNewTokens,
                Temperature = work.Temperature,
                Seed = context.Work.Seed,
                SampleIds = [.. ids.Select(id => (ulong)id)],
            };
            IReadOnlyList<string> chosen = Answering.Answers(chooser.Value, clean, prompt, generation);
            IReadOnlyList<string> rejected = Answering.Answers(policy.Value, clean + mined.Deltas(ids).to(context.Device), prompt, generation);
            pairs.AddRange(ids.Select((id, place) => new PreferencePair(
                samples.Samples[rows[place]].Id,
                id,
                dataset.EvaluationQuestion,
                chosen[place],
                rejected[place],
                AnswerAccuracy.Matches(chosen[place], rejected[place]))));
            context.Progress.Report(new StageProgress(pairs.Count, mined.Ids.Count, "pairs"));
        }

        context.Outputs.WriteLines("pairs", pairs);
        context.Outputs.WriteJson("pairing", new PairingReport(pairs.Count, pairs.Count(pair => pair.Equal)));
        context.Outputs.Pass("mined", context.Inputs.Get("mined").Artifact);
    }
}
