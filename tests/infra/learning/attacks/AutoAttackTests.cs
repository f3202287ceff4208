using Rampart.Learning.Attacks;
using TorchSharp;
using static Rampart.Learning.Tests.Attacks.AttackProblems;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Attacks;

public sealed class AutoAttackTests
{
    private static readonly AutoAttackOptions Short = new() { Epsilon = 0.03, Iterations = 10, Queries = 30, Restarts = 2, EotIterations = 3 };

    [Theory]
    [InlineData(AutoAttackVersion.Standard, "apgd-ce apgd-t apgd-t apgd-t apgd-t fab-t fab-t fab-t fab-t square")]
    [InlineData(AutoAttackVersion.Plus, "apgd-ce apgd-ce apgd-dlr apgd-dlr fab fab square apgd-t apgd-t apgd-t apgd-t fab-t fab-t fab-t fab-t")]
    [InlineData(AutoAttackVersion.Rand, "apgd-ce apgd-dlr")]
    public void A_version_is_made_of_these_attacks_in_this_order(AutoAttackVersion version, string expected)
    {
        IReadOnlyList<AttackPass> passes = AutoAttack.Passes(Short with { Version = version }, ClassProblems.Attacked("curved"));
        Assert.Equal(expected, string.Join(' ', passes.Select(pass => pass.Name)));
    }

    [Fact]
    public void Nine_wrong_classes_are_tried_where_there_are_more()
    {
        var classes = new AttackedClasses(pixels => pixels.flatten(1), 48, [0]);
        Assert.Equal(9, AutoAttack.Passes(Short, classes).Count(pass => pass.Name == "apgd-t"));
    }

    [Theory]
    [InlineData(AutoAttackVersion.Standard)]
    [InlineData(AutoAttackVersion.Plus)]
    [InlineData(AutoAttackVersion.Rand)]
    public void Robust_accuracy_is_at_most_that_of_every_member_and_never_rises_as_attacks_are_added(AutoAttackVersion version)
    {
        using var scope = NewDisposeScope();
        var set = new AttackBatch(ClassProblems.Clean(), Ids(ClassProblems.Images), seed: 4);
        IReadOnlyList<AttackPass> passes = AutoAttack.Passes(Short with { Version = version }, ClassProblems.Attacked("curved"));
        HashSet<int> Fallen(IReadOnlyList<AttackPass> some) =>
            [.. new AttackSequence(some, 4).Perturb(set).FelledBy.Index().Where(sample => sample.Item is not null).Select(sample => sample.Index)];

        HashSet<int> all = Fallen(passes), before = [];
        for (int count = 1; count <= passes.Count; count++)
        {
            HashSet<int> fallen = Fallen([.. passes.Take(count)]);
            Assert.Superset(before, fallen);
            Assert.Superset(Fallen([passes[count - 1]]), all);
            before = fallen;
        }

        Assert.InRange(all.Count, 1, ClassProblems.Images - 1);
    }

    [Fact]
    public void Images_that_fell_fool_the_model_inside_the_budget()
    {
        using var scope = NewDisposeScope();
        Tensor clean = ClassProblems.Clean();
        SequenceResult result = new AttackSequence(AutoAttack.Passes(Short, ClassProblems.Attacked("curved")), 100)
            .Perturb(new AttackBatch(clean, Ids(ClassProblems.Images), seed: 4));
        long[] answers = ClassProblems.Model("curved")(result.Pixels).argmax(1).data<long>().ToArray();
        long[] truths = ClassProblems.Labels(ClassProblems.Model("curved"));
        Assert.Equal(truths.Zip(answers, (truth, answer) => truth != answer), result.FelledBy.Select(by => by is not null));
        Assert.True((result.Pixels - clean).abs().max().item<float>() <= 0.03f + 1e-6f);
        Assert.Equal(result.FelledBy.Select(by => by is null), result.Reports.Select(report => report.StillCorrect!.Value));
    }

    [Fact]
    public void Square_finds_what_masked_gradients_hide()
    {
        using var scope = NewDisposeScope();
        Func<Tensor, Tensor> open = ClassProblems.Model("curved");
        // The pixels are quantised to 1/64 on the way in: the gradient is zero almost everywhere.
        Func<Tensor, Tensor> masked = pixels => open((pixels * 64).round() / 64) + (pixels * 0).flatten(1).narrow(1, 0, 5);
        var classes = new AttackedClasses(masked, ClassProblems.Classes, ClassProblems.Labels(masked));
        SequenceResult result = new AttackSequence(AutoAttack.Passes(Short with { Epsilon = 0.06, Queries = 300 }, classes), 100)
            .Perturb(new AttackBatch(ClassProblems.Clean(), Ids(ClassProblems.Images), seed: 4));
        Assert.Contains("square", result.FelledBy);
    }

    [Fact]
    public void What_it_cannot_attack_is_refused_with_the_way_out()
    {
        AttackedClasses three = new(pixels => pixels, 3, [0]);
        string few = Assert.Throws<ArgumentException>(() => AutoAttack.Passes(Short, three)).Message;
        Assert.Contains("there are 3 classes. Attack with APGD-CE.", few, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AutoAttackVersion.Standard), InlineData(AutoAttackVersion.Plus), InlineData(AutoAttackVersion.Rand)]
    public void In_L2_every_member_stays_within_the_Euclidean_ball(AutoAttackVersion version)
    {
        using var scope = NewDisposeScope();
        IReadOnlyList<AttackPass> passes = AutoAttack.Passes(Short with { Version = version, Norm = Norm.L2, Epsilon = 0.1 }, ClassProblems.Attacked("curved"));
        AttackBatch set = new(ClassProblems.Clean(), AttackProblems.Ids(ClassProblems.Images), seed: 3);

        SequenceResult result = new AttackSequence(passes, 4).Perturb(set);

        Assert.True((result.Pixels - set.Clean).square().flatten(1).sum(1).sqrt().le(0.1 + 1e-5).all().item<bool>());
        Assert.Contains(result.FelledBy, by => by is not null);
    }
}
