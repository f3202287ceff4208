using Rampart.Learning.Data;
using Rampart.Pipeline.Parameters;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Mining;

/// <summary>Attacks a part of a shard and writes perturbations and what the model answered.</summary>
public sealed class MiningStage : IStage
{
    /// <summary>The version of what this stage computes.</summary>
    public const int Version = 1;

    /// <inheritdoc/>
    public string Kind => "mining";

    /// <inheritdoc/>
    public int AlgorithmVersion => Version;

    /// <inheritdoc/>
    public Determinism Determinism => new Determinism.BitwisePerDevice();

    /// <inheritdoc/>
    public void Execute(StageContext context)
    {
        var work = ParameterJson.Read<MiningWork>(context.Work.Parameters);
        var dataset = StageJson.Read<DatasetDescription>(context.Inputs.Read("dataset"), "dataset");
        SampleSet samples = Shards.Read(context.Inputs, "data");
        using WarmCache.Loan<StageModel> policy = StageModel.Borrow(context, "model");
        using WarmCache.Loan<StageModel> reference = StageModel.Borrow(context, "reference");
        using var scope = torch.NewDisposeScope();
        int[] rows = MinedSamples.Choose(samples, work.OrFewer ? Math.Min(work.Samples, samples.Count) : work.Samples, context.Work.Seed);
        var miner = new Miner(policy.Value, reference.Value, dataset.EvaluationQuestion, work, context);
        var deltas = new List<Tensor>();
        var records = new List<MinedRecord>();
        foreach (int[] batch in rows.Chunk(work.Batch))
        {
            deltas.Add(miner.Mine(samples, batch, records));
            context.Progress.Report(new StageProgress(records.Count, rows.Length, "samples"));
        }

        MinedSamples.Write(context.Outputs, [.. rows.Select(row => samples.Ids[row])], torch.cat(deltas, 0));
        context.Outputs.WriteLines("records", records);
    }
}
