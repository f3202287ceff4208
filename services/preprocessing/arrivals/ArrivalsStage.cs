using Rampart.Learning.Data;
using Rampart.Pipeline.Parameters;
using Rampart.Stages;
using TorchSharp;

namespace Rampart.Preprocessing;

/// <summary>Takes in shards that have arrived: what is whole, new and plausible becomes samples, the rest is quarantined with the reason.</summary>
public sealed class ArrivalsStage : IStage
{
    /// <summary>The version of what this stage computes.</summary>
    public const int Version = 1;

    /// <inheritdoc/>
    public string Kind => "arrivals";

    /// <inheritdoc/>
    public int AlgorithmVersion => Version;

    /// <inheritdoc/>
    // Integers and texts; the one statistic decides and is written in three digits.
    public Determinism Determinism => new Determinism.Bitwise();

    /// <inheritdoc/>
    public void Execute(StageContext context)
    {
        switch (ParameterJson.Read<ArrivalsWork>(context.Work.Parameters))
        {
            case ReferenceWork work:
                ReferenceIndex.Write(context.Outputs, Shards.ReadAll(context.Inputs, "data"), work.LabelReference);
                break;
            case InspectionWork work:
                Inspect(context, work);
                break;
            case AdmissionWork work:
                new Admission(context, work).Admit();
                break;
        }
    }

    private static void Inspect(StageContext context, InspectionWork work)
    {
        var dataset = StageJson.Read<DatasetDescription>(context.Inputs.Read("dataset"), "dataset");
        (ImageSet? images, QuarantinedSample? fault) = ArrivedImages.Read(context.Inputs, work, dataset.Shape);
        if (images is null)
        {
            context.Outputs.WriteLines(ArrivalRoles.Quarantine, [fault!]);
            return;
        }

        using WarmCache.Loan<ReferenceIndex> reference = ReferenceIndex.Borrow(context, work.Checks.NearDuplicateBits);
        var inspection = new ShardInspection(reference.Value, dataset.Classes.Count, work);
        inspection.Inspect(images);
        context.Outputs.WriteLines(ArrivalRoles.Quarantine, inspection.Quarantined);
        if (inspection.Passed.Count > 0)
        {
            Write(context, work, dataset, images, inspection.Passed);
        }

        context.Progress.Report(new StageProgress(images.Count, images.Count, "samples"));
    }

    private static void Write(StageContext context, InspectionWork work, DatasetDescription dataset, ImageSet images, List<Fingerprint> passed)
    {
        using var scope = torch.NewDisposeScope();
        var maker = new SampleMaker(dataset.Classes, work.Captions, work.Questions, context.Work.Seed);
        maker = work.Dialogues is { } dialogues ? maker.With(dialogues.Options) : maker;
        maker = work.Safety is { } safety ? maker.With(safety.Policy, safety.Requests, safety.Unsafe?.MadeUp) : maker;
        SampleSet samples = maker.Make(images, [.. passed.Select(sample => new ChosenImage(sample.Index, $"{work.Shard}/{sample.Index:D6}", sample.Id))]);
        Shards.Write(context.Outputs, ArrivalRoles.Shard, samples, new Dictionary<string, string> { ["shard"] = work.Shard });
        context.Outputs.WriteTensors(ArrivalRoles.Fingerprints, Fingerprints.ToTensors(passed));
    }
}
