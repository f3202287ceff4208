using System.Globalization;
using Rampart.Learning.Attacks;
using Rampart.Learning.Data;
using Rampart.Learning.Models;
using Rampart.Learning.Randomness;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Evaluation;

/// <summary>Measures one model on one shard: clean first, then at rising radii, always only the samples that still stand.</summary>
internal sealed class ShardMeasurement(AttackedTask attacked, SampleSet samples, MeasureWork work, StageContext context)
{
    private readonly IEvaluatedTask _task = attacked.Task;
    private readonly SampleRecord[] _records = [.. samples.Samples.Select((sample, row) => new SampleRecord(row, attacked.Task.Truth(sample)))];
    private readonly Grading _grading = new(attacked.Task, work.Confidence);
    private readonly double? _fallenAt = work.Attack.FallenAt(work.Task);
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
            Tensor pixels = samples.Pixels(rows).to(context.Device);
            Sample[] asked = Asked(rows);
            IReadOnlyList<string> answers = _task.Answers(pixels, asked);
            AnswerGrades?[] grades = _grading.Of(pixels, answers, asked);
            float[] losses = _task.Judge(pixels, asked).Loss.cpu().data<float>().ToArray();
            for (int i = 0; i < rows.Length; i++)
            {
                _records[rows[i]].SetClean(answers[i], _task.IsRight(answers[i], asked[i]), losses[i], IsFallen(answers[i], asked[i]), grades[i]);
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
        ulong seed = Seeds.Derive(context.Work.Seed, work.Attack.Name, epsilon.ToString("R", CultureInfo.InvariantCulture));
        attacked.Memory.Clear();
        var sequence = new AttackSequence(work.Attack.Passes(attacked, epsilon), work.Batch);
        sequence.Run(
            standing,
            rows => new AttackBatch(samples.Pixels(rows).to(context.Device), [.. rows.Select(row => (ulong)samples.Ids[row])], seed),
            outcome => Take(outcome, epsilon),
            context.Cancellation,
            new Fraction(this, round, samples.Count - standing.Length, standing.Length));
        Report(round, samples.Count);
    }

    private bool[] Take(PassOutcome outcome, double epsilon)
    {
        Tensor adversarial = outcome.Result.Pixels;
        HiddenPerturbation? hidden = outcome.Result.Hidden;
        using IDisposable? perturbed = hidden is null ? null : attacked.Setting.Model.NeedLanguage().Perturb(hidden);
        IReadOnlyList<PerSampleAttackReport> reports = outcome.Result.Trace.Reports(outcome.Batch.SampleIds);
        Sample[] asked = Asked(outcome.Rows);
        IReadOnlyList<string> answers = _task.Answers(adversarial, asked);
        AnswerGrades?[] grades = _grading.Of(adversarial, answers, asked);
        IReadOnlyList<string>? roundedAnswers = work.EightBit ? _task.Answers((adversarial * 255).round() / 255, asked) : null;
        float[] distances = hidden?.Sizes.cpu().data<float>().ToArray() ?? Distances(adversarial - outcome.Batch.Clean);
        byte[] bytes = (adversarial * 255).round().to(ScalarType.Byte).cpu().contiguous().data<byte>().ToArray();
        float[] change = work.Attack.Remembers ? (adversarial - outcome.Batch.Clean).cpu().contiguous().data<float>().ToArray() : [];
        var fell = new bool[outcome.Rows.Length];
        for (int i = 0; i < fell.Length; i++)
        {
            int row = outcome.Rows[i];
            fell[i] = IsFallen(answers[i], asked[i]);
            bool? isRoundedRight = roundedAnswers is null ? null : _task.IsRight(roundedAnswers[i], asked[i]);
            double score = Score(answers[i], asked[i]);
            _records[row].AddAttack(
                epsilon,
                new AttackFinding(
                    outcome.Attack, outcome.IsFirst, _task.IsRight(answers[i], asked[i]), isRoundedRight, answers[i], distances[i], reports[i]) { Score = score, IsFallen = fell[i], Grades = grades[i] },
                work.Attack.Members.Count > 1);
            if (work.Attack.Remembers)
            {
                attacked.Memory.Offer(row, score, change.AsSpan(i * samples.Shape.Volume, samples.Shape.Volume));
            }

            if (row < _shown.Length && epsilon <= work.ShownEpsilon && (outcome.IsFirst || fell[i]))
            {
                _shown[row] = bytes.AsSpan(i * samples.Shape.Volume, samples.Shape.Volume).ToArray();
            }
        }

        return fell;
    }

    // Where wrong is enough, every right answer is as good as any other.
    private double Score(string answer, Sample sample) =>
        _fallenAt is null && !_grading.HasScores ? (_task.IsRight(answer, sample) ? 1 : 0) : _task.Score(answer, sample);

    private bool IsFallen(string answer, Sample sample) =>
        _fallenAt is { } least ? _task.Score(answer, sample) <= least : !_task.IsRight(answer, sample);

    private float[] Distances(Tensor change)
    {
        Tensor flat = change.flatten(1);
        return (work.Attack.Norm == Norm.Linf ? flat.abs().amax(1) : flat.square().sum(1).sqrt()).cpu().data<float>().ToArray();
    }

    private Sample[] Asked(int[] rows) => [.. rows.Select(row => samples.Samples[row])];

    private void Report(int round, int done) => context.Progress.Report(
        new StageProgress(((long)round * samples.Count) + done, (1L + work.Epsilons.Count) * samples.Count, "samples"));

    /// <summary>Turns the steps of an attack into shares of its samples.</summary>
    private sealed class Fraction(ShardMeasurement owner, int round, int done, int count) : IProgress<AttackProgress>
    {
        public void Report(AttackProgress value) => owner.Report(round, done + (int)((long)count * value.Step / Math.Max(1, value.Steps)));
    }
}
