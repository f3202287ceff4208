using Rampart.Contracts;
using Rampart.Learning.Attacks;
using Rampart.Learning.Metrics;

namespace Rampart.Evaluation;

/// <summary>Looks through the attacks for signs of gradient masking.</summary>
internal static class MaskingFlags
{
    private const string BlackBox = "square";
    private const string LinfWord = "linf";

    /// <summary>The flags of one model on one task.</summary>
    public static IEnumerable<Contracts.EvaluationFlag> Of(Measured measured, SummaryWork work, int classes)
    {
        TaskEntry task = EvaluatedTasks.Of(measured.Task);
        SampleOutcome[] outcomes = [.. measured.Outcomes.Where(task.MustFall)];
        var evidence = new RobustnessEvidence
        {
            ByRadius = work.Norm == LinfWord ? Shares(attack => attack.Correct) : [],
            OnlyByBlackBox = Shares(attack => attack.Attack?.By == BlackBox),
            Reports = [.. outcomes.SelectMany(Reports)],
            ChanceLevel = 1.0 / (task.Answers ?? classes),
        };
        return GradientMaskingChecks.Inspect(evidence)
            .Select(flag => new Contracts.EvaluationFlag(flag.Id, measured.Model, measured.TaskWord, flag.Explanation));

        IReadOnlyList<(double Radius, Accuracy Accuracy)> Shares(Func<AttackOutcome, bool> holds) =>
            [.. work.Epsilons.Select((epsilon, place) => (epsilon, Accuracy.Of(outcomes.Select(outcome => holds(outcome.Attacks[place])))))];
    }

    private static IEnumerable<PerSampleAttackReport> Reports(SampleOutcome outcome) =>
        from attack in outcome.Attacks
        where attack.Attack is not null
        let details = attack.Attack
        select new PerSampleAttackReport(
            (ulong)outcome.Index,
            (float)details.LossBefore,
            (float)details.LossAfter,
            (float)details.LossAfter,
            (float)details.LeastLoss,
            details.NonFiniteGradients,
            details.ZeroGradientSteps,
            attack.Correct);
}
