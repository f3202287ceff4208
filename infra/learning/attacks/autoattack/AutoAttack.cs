using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Options;

namespace Rampart.Learning.Attacks;

/// <summary>AutoAttack (Croce and Hein 2020): which attacks run one after the other on what still stands.</summary>
public static class AutoAttack
{
    /// <summary>How many classes it compares.</summary>
    public const int LeastClasses = ClassLosses.TargetedDlrClasses;

    /// <summary>The names of a version's attacks, in order.</summary>
    public static IReadOnlyList<string> Members(AutoAttackVersion version) => version switch
    {
        AutoAttackVersion.Standard => ["apgd-ce", "apgd-t", "fab-t", "square"],
        AutoAttackVersion.Plus => ["apgd-ce", "apgd-dlr", "fab", "square", "apgd-t", "fab-t"],
        _ => ["apgd-ce", "apgd-dlr"],
    };

    /// <summary>The attacks of a version, for an <see cref="AttackSequence"/>.</summary>
    /// <param name="options">The options.</param>
    /// <param name="classes">The attacked classifier, of at least 4 classes.</param>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    /// <exception cref="ArgumentException">There are too few classes.</exception>
    public static IReadOnlyList<AttackPass> Passes(AutoAttackOptions options, AttackedClasses classes)
    {
        CheckedOptions.Of(options);
        if (classes.Count < LeastClasses)
        {
            throw new ArgumentException(
                $"AutoAttack compares the {LeastClasses} largest logits; there are {classes.Count} classes. Attack with APGD-CE.",
                nameof(classes));
        }

        RowLoss margin = classes.Against(ClassLosses.Margin);
        AttackPass square = new("square", new Square(new SquareOptions { Norm = options.Norm, Epsilon = options.Epsilon, Queries = options.Queries }), margin);
        return options.Version switch
        {
            AutoAttackVersion.Standard =>
            [
                new AttackPass("apgd-ce", Apgd(options), classes.Against(LogOdds.Against)),
                .. TargetedApgd(options, classes),
                .. TargetedFab(options, classes),
                square,
            ],
            AutoAttackVersion.Plus =>
            [
                .. AttackPass.Repeat(options.Restarts, (_, purpose) => new AttackPass("apgd-ce", Apgd(options), classes.Against(LogOdds.Against), purpose)),
                .. AttackPass.Repeat(options.Restarts, (_, purpose) => new AttackPass("apgd-dlr", Apgd(options), classes.Against(ClassLosses.Dlr), purpose)),
                .. AttackPass.Repeat(options.Restarts, (isFirst, purpose) => AttackPass.Across("fab", Fab(options, randomStart: !isFirst), classes, purpose)),
                square,
                .. TargetedApgd(options, classes),
                .. TargetedFab(options, classes),
            ],
            _ =>
            [
                new AttackPass("apgd-ce", Apgd(options), Expectation.Over(classes.Against(LogOdds.Against), options.EotIterations)),
                new AttackPass("apgd-dlr", Apgd(options), Expectation.Over(classes.Against(ClassLosses.Dlr), options.EotIterations)),
            ],
        };
    }

    private static IEnumerable<AttackPass> TargetedApgd(AutoAttackOptions options, AttackedClasses classes) =>
        classes.Ranks(options.Targets).Select(rank => AttackPass.Towards("apgd-t", Apgd(options), classes, ClassLosses.TargetedDlr, rank));

    private static IEnumerable<AttackPass> TargetedFab(AutoAttackOptions options, AttackedClasses classes) =>
        classes.Ranks(options.Targets)
            .Select(rank => AttackPass.Towards("fab-t", Fab(options, randomStart: false), classes, ClassLosses.TargetedMargin, rank));

    private static Apgd Apgd(AutoAttackOptions options) =>
        new(new ApgdOptions { Norm = options.Norm, Epsilon = options.Epsilon, Iterations = options.Iterations });

    private static Fab Fab(AutoAttackOptions options, bool randomStart) =>
        new(new FabOptions { Norm = options.Norm, Epsilon = options.Epsilon, Iterations = options.Iterations, RandomStart = randomStart });
}
