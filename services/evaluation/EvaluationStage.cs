using Rampart.Contracts;
using Rampart.Learning.Data;
using Rampart.Learning.Models;
using Rampart.Pipeline.Parameters;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>Measures a model on clean and adversarial images, or sums measurements up into results, gates and a gallery.</summary>
public sealed class EvaluationStage : IStage
{
    /// <summary>The version of what this stage computes.</summary>
    public const int Version = 2;

    /// <inheritdoc/>
    public string Kind => "evaluation";

    /// <inheritdoc/>
    public int AlgorithmVersion => Version;

    /// <inheritdoc/>
    public Determinism Determinism => new Determinism.BitwisePerDevice();

    /// <inheritdoc/>
    public void Execute(StageContext context)
    {
        var dataset = StageJson.Read<DatasetDescription>(context.Inputs.Read("dataset"), "dataset");
        switch (ParameterJson.Read<EvaluationWork>(context.Work.Parameters))
        {
            case MeasureWork work:
                MeasureWithinLimits(context, work, dataset);
                break;
            case SummaryWork work:
                Summarise(context, work, dataset);
                break;
        }
    }

    private static void MeasureWithinLimits(StageContext context, MeasureWork work, DatasetDescription dataset)
    {
        try
        {
            Measure(context, work, dataset);
        }
        catch (SequenceLengthException error)
        {
            throw new StageException(
                $"Image, question and answer take {error.Length} positions; the decoder has {error.Positions}.",
                $"tasks: {EvaluatedTasks.Word(work.Task)}",
                "Lower max_new_tokens, shorten target or the model's safety hints and principles, or train a decoder with a larger max_position_embeddings.",
                inner: error);
        }
    }

    private static void Measure(StageContext context, MeasureWork work, DatasetDescription dataset)
    {
        if (dataset.Classes.Count < work.Attack.LeastClasses)
        {
            throw new StageException(
                $"The attack {work.Attack.Name} compares {work.Attack.LeastClasses} classes; the dataset has {dataset.Classes.Count}.",
                "work item",
                "Choose the attack apgd-ce.");
        }

        SampleSet samples = Shards.Read(context.Inputs, "data");
        using WarmCache.Loan<StageModel> model = StageModel.Borrow(context, "model");
        var setting = new TaskSetting(context, model.Value, dataset, samples, work.MaxNewTokens, work.Batch, work.Target) 
        {
            Task = work.Task,
            Judge = work.Judge ?? new RulesJudgeParameters(),
        };
        using IEvaluatedTask task = setting.Make();
        using var attacked = new AttackedTask(task, samples.Samples, setting);
        var measurement = new ShardMeasurement(attacked, samples, work, context);
        context.Outputs.WriteLines("outcomes", measurement.Run());
        if (work.Shown > 0)
        {
            using var scope = torch.NewDisposeScope();
            ImageShape shape = samples.Shape;
            Tensor shown = torch.tensor(measurement.ShownPixels()).reshape(-1, shape.Channels, shape.Height, shape.Width);
            context.Outputs.WriteTensors("gallery", new Dictionary<string, Tensor> { [GalleryPictures.Adversarial] = shown });
        }
    }

    private static void Summarise(StageContext context, SummaryWork work, DatasetDescription dataset)
    {
        IReadOnlyList<Measured> measured = Measured.ReadAll(context.Inputs, work);
        ResultRow[] rows = [.. measured.SelectMany(entry => ResultRows.Of(entry, work, dataset))];
        var figures = new GateFigures(rows, measured, work, dataset);
        context.Outputs.WriteJson("results", new EvaluationResults(
            rows,
            [.. work.Gates.Select(gate => GateCheck.Of(gate, figures))],
            [.. measured.SelectMany(entry => MaskingFlags.Of(entry, work, dataset.Classes.Count))],
            GalleryPictures.Of(context.Inputs, work, measured, dataset),
            Slices.Of(measured, work, dataset)));
        context.Progress.Report(new StageProgress(measured.Count, measured.Count, "measurements"));
    }
}
