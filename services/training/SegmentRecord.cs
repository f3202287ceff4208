using Rampart.Learning.Training;
using Rampart.Stages;
using static TorchSharp.torch;

namespace Rampart.Training;

/// <summary>Writes down what every step of a segment tells: its figures, and its trace.</summary>
internal sealed class SegmentRecord(IReadOnlyList<string> parameters, TrainingWork work, IProgress<StageProgress> progress) : IProgress<StepReport>
{
    private readonly List<StepFigures> _figures = [];
    private readonly TrainingTrace _trace = new(parameters, work.FirstStep + 1);

    public void Report(StepReport value)
    {
        var values = value.Metrics.ToDictionary(metric => metric.Key, metric => (double)metric.Value, StringComparer.Ordinal);
        values["learning_rate"] = value.LearningRate;
        _figures.Add(new StepFigures(value.Step + 1, values));
        _trace.Add(value.Trace);
        progress.Report(new StageProgress(_figures.Count, work.Steps, "steps"));
    }

    /// <summary>Writes the figures and the trace of all steps.</summary>
    public void Write(IStageOutputs outputs)
    {
        outputs.WriteLines(TrainingRoles.Metrics, _figures);
        using var scope = NewDisposeScope();
        outputs.WriteTensors(TrainingRoles.Trace, _trace.Tensors(), _trace.Metadata());
    }
}
