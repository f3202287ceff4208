using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Training;
using Rampart.Pipeline.Parameters;
using Rampart.Safetensors;
using Rampart.Stages;
using static TorchSharp.torch;

namespace Rampart.Training;

/// <summary>Runs one segment of a training: from a checkpoint to the next, or to the finished model.</summary>
public sealed class TrainingStage : IStage
{
    /// <summary>The version of what this stage computes.</summary>
    public const int Version = 2;

    /// <inheritdoc/>
    public string Kind => "training";

    /// <inheritdoc/>
    public int AlgorithmVersion => Version;

    /// <inheritdoc/>
    public Determinism Determinism => new Determinism.BitwisePerDevice();

    /// <inheritdoc/>
    public void Execute(StageContext context)
    {
        var work = ParameterJson.Read<TrainingWork>(context.Work.Parameters);
        try
        {
            Train(context, work);
        }
        catch (Exception error) when (error is ModelConfigException or SequenceLengthException or NonFiniteLossException or TrainingStateException or TrainingBatchException)
        {
            throw new StageException(error.Message, $"training, steps {work.FirstStep} to {work.EndStep - 1}", "See above.", inner: error);
        }
    }

    private static void Train(StageContext context, TrainingWork work)
    {
        var dataset = StageJson.Read<DatasetDescription>(context.Inputs.Read("dataset"), "dataset");
        using var model = TrainedModel.Build(context, work, dataset);
        if (work.Objective is not { } learned)
        {
            model.Write(context, []);
            return;
        }

        using WarmCache.Loan<WarmSamples> data = WarmSamples.Borrow(context, "data");
        using WarmCache.Loan<StageModel>? reference = learned.NeedsReference ? StageModel.Borrow(context, "reference") : null;
        TrainedParts parts = TrainedParts.Of(learned, model.Bundle.Lora, hasNewAdapters: work.Lora is not null);
        using IObjective objective = Objectives.Make(learned, parts, model, reference?.Value, dataset);
        using var trainer = new Trainer(objective, work.Optimizer.Over(work.TotalSteps) with { MicroBatch = work.MicroBatch }, MemoryShortage.Is);
        Restore(context, trainer);
        if (trainer.Step != work.FirstStep)
        {
            throw new StageException(
                $"The checkpoint stands at step {trainer.Step}, but the segment begins at {work.FirstStep}.", "checkpoint", "This is a fault of the stage's plan; report it.");
        }

        PairedSamples? pairs = learned.NeedsPairs ? PairedSamples.Read(context.Inputs, data.Value.Samples) : null;
        var batches = new TrainingBatches(data.Value.Samples, pairs, model, learned, dataset, work.Batch, context.Work.Seed);
        var record = new SegmentRecord(trainer.ParameterNames, work, context.Progress);
        trainer.Run(work.EndStep, context.Work.Seed, step => batches.Of(step).To(context.Device), record, context.Cancellation);
        Write(context, work, model, objective, trainer, record);
    }

    private static void Restore(StageContext context, Trainer trainer)
    {
        if (context.Inputs.Find(TrainingRoles.Checkpoint) is { } checkpoint)
        {
            using var scope = NewDisposeScope();
            using TrainingState state = TrainingState.Of(SafetensorsFile.Read(context.Inputs.Read(checkpoint), checkpoint.Role));
            trainer.Restore(state);
        }
    }

    private static void Write(
        StageContext context, TrainingWork work, TrainedModel model, IObjective objective, Trainer trainer, SegmentRecord record)
    {
        using (TrainingState state = trainer.Capture())
        {
            context.Outputs.WriteTensors(TrainingRoles.Checkpoint, state.Tensors);
        }

        record.Write(context.Outputs);
        if (work.IsLast)
        {
            model.Write(context, objective.TrainableParameters.Keys.ToHashSet(StringComparer.Ordinal));
        }
    }
}
