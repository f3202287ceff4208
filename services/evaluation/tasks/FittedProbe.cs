using Rampart.Learning.Data;
using Rampart.Learning.Metrics;
using Rampart.Learning.Models;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>A linear probe of a model, kept warm: the items of one model differ only in the shard they measure.</summary>
internal sealed class FittedProbe : IDisposable
{
    /// <summary>The samples that it is fitted on, in the item's inputs.</summary>
    public const string Data = "probe";

    private FittedProbe(LinearProbe probe) => Probe = probe;

    public LinearProbe Probe { get; }

    /// <summary>Fits the item's model on the item's <c>probe.&lt;nnn&gt;</c>, or lends the probe that was.</summary>
    public static WarmCache.Loan<FittedProbe> Borrow(StageContext context, StageModel model, int classes, int batch)
    {
        IEnumerable<string> digests = context.Inputs.All
            .Where(input => input.Role.StartsWith("model.", StringComparison.Ordinal) || input.Role.StartsWith(Data + ".", StringComparison.Ordinal))
            .Select(input => input.Artifact.Digest);
        return context.Warm.Borrow(
            $"probe:{context.Work.Numerics}:{batch}:{string.Join('+', digests)}", () => Fit(context, model.Vision, classes, batch));
    }

    public void Dispose() => Probe.Dispose();

    private static FittedProbe Fit(StageContext context, ClipVisionTower vision, int classes, int batch)
    {
        using WarmCache.Loan<WarmSamples> samples = WarmSamples.Borrow(context, Data);
        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        var parts = new List<Tensor>();
        foreach (int[] rows in Enumerable.Range(0, samples.Value.Samples.Count).Chunk(batch))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            parts.Add(vision.Embed(samples.Value.Samples.Pixels(rows).to(context.Device)));
        }

        return new FittedProbe(LinearProbe.Fit(torch.cat(parts, 0), [.. samples.Value.Samples.Samples.Select(sample => sample.Label)], classes));
    }
}
