using Rampart.Learning.Attacks;
using Rampart.Learning.Data;
using Rampart.Learning.Randomness;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>Measures one model on one shard: clean first, then at rising radii, always only the samples that still stand.</summary>
internal sealed class ShardMeasurement(IEvaluatedTask task, SampleSet samples, MeasureWork work, StageContext context)
{
    private readonly SampleRecord[] _records = [.. samples.Samples.Select((sample, row) => new SampleRecord(row, sample.Answer))];
    private readonly byte[][] _shown = new byte[Math.Min(work.Shown, samples.Count)][];

    /// <summary>The samples' outcomes, in the shard's order.</summary>
    public IReadOnlyList<SampleOutcome> Run()
    {
        MeasureClean();
        foreach (double epsilon in work.Epsilons)
        {
            Attack(epsilon);
        }

        return [.. _records.Select((record, row) => record.Outcome(samples.Samples[row].Id, samples.Ids[row]))];
    }

    /// <summary>The shard's first samples as the gallery shows them: 8-bit pixels of the image that felled each, or of the last attack.</summary>
    public byte[] ShownPixels() => [.. _shown.SelectMany((pixels, row) => pixels ?? samples.Bytes(row).ToArray())];

    private void MeasureClean()
    {
        foreach (int[] rows in Enumerable.Range(0, samples.Count).Chunk(work.Batch))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            using var off = torch.no_grad();
            Tensor pixels = samples.Pixels(rows);
            IReadOnlyList<string> answers = task.Answers(pixels);
            float[] losses = task.Judge(pixels, Truths(rows)).Loss.data<float>().ToArray();
            for (int i = 0; i < rows.Length; i++)
            {
                SampleRecord record = _records[rows[i]];
                record.SetClean(answers[i], task.IsRight(answers[i], record.Truth), losses[i]);
            }

            Report(0, rows[^1] + 1);
        }
    }

    private void Attack(double epsilon)
    {
        int[] standing = [.. _records.Where(record => record.Stands).Select(record => record.Row)];
        foreach (SampleRecord fallen in _records.Where(record => !record.Stands))
        {
            fallen.AddFallen(epsilon, work.EightBit);
        }

        int round = 1 + work.Epsilons.ToList().IndexOf(epsilon);
        int done = samples.Count - standing.Length;
        foreach (int[] rows in standing.Chunk(work.Batch))
        {
            using var scope = torch.NewDisposeScope();
            AttackRows(epsilon, rows, new Fraction(this, round, done, rows.Length));
            done += rows.Length;
        }

        Report(round, samples.Count);
    }

    private void AttackRows(double epsilon, int[] rows, IProgress<AttackProgress> progress)
    {
        Tensor clean = samples.Pixels(rows);
        ulong[] ids = [.. rows.Select(row => (ulong)samples.Ids[row])];
        var loss = new SurvivorLoss(task, Truths(rows));
        ulong seed = Seeds.Derive(context.Work.Seed, work.Attack.Name, epsilon.ToString("R", System.Globalization.CultureInfo.InvariantCulture));
        AttackResult result = work.Attack.At(epsilon).Perturb(loss.Judge, new AttackBatch(clean, ids, seed), context.Cancellation, progress);
        IReadOnlyList<PerSampleAttackReport> reports = result.Trace.Reports(ids);
        IReadOnlyList<string> answers = task.Answers(result.Pixels);
        Tensor rounded = (result.Pixels * 255).round() / 255;
        IReadOnlyList<string>? roundedAnswers = work.EightBit ? task.Answers(rounded) : null;
        float[] distances = Distances(result.Pixels - clean);
        byte[] bytes = (result.Pixels * 255).round().to(ScalarType.Byte).contiguous().data<byte>().ToArray();
        for (int i = 0; i < rows.Length; i++)
        {
            SampleRecord record = _records[rows[i]];
            bool? isRoundedRight = roundedAnswers is null ? null : task.IsRight(roundedAnswers[i], record.Truth);
            record.AddAttack(epsilon, task.IsRight(answers[i], record.Truth), isRoundedRight, Details(reports[i], answers[i], distances[i]));
            if (rows[i] < _shown.Length && epsilon <= work.ShownEpsilon)
            {
                _shown[rows[i]] = bytes.AsSpan(i * samples.Shape.Volume, samples.Shape.Volume).ToArray();
            }
        }
    }

    private static AttackDetails Details(PerSampleAttackReport report, string answer, float distance) => new(
        answer, report.InitialLoss, report.LargestLoss, report.SmallestLoss, report.ZeroGradientSteps, report.NonFiniteGradients, distance);

    private float[] Distances(Tensor change)
    {
        Tensor flat = change.flatten(1);
        return (work.Attack.Norm == Norm.Linf ? flat.abs().amax(1) : flat.square().sum(1).sqrt()).data<float>().ToArray();
    }

    private string[] Truths(int[] rows) => [.. rows.Select(row => _records[row].Truth)];

    private void Report(int round, int done) => context.Progress.Report(
        new StageProgress(((long)round * samples.Count) + done, (1L + work.Epsilons.Count) * samples.Count, "samples"));

    /// <summary>Turns the steps of an attack into shares of its samples.</summary>
    private sealed class Fraction(ShardMeasurement owner, int round, int done, int count) : IProgress<AttackProgress>
    {
        public void Report(AttackProgress value) => owner.Report(round, done + (int)((long)count * value.Step / Math.Max(1, value.Steps)));
    }
}
