using System.Text.RegularExpressions;
using Rampart.Evaluation;
using Rampart.Learning.Attacks;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Stages.Tests;

/// <summary>The example of infra/docs/extending.md is code of the tool: the page quotes it as it is, and it does what the page says.</summary>
public partial class ExtendingPageTests
{
    private static readonly string Page = Read("extending.md");

    [Theory]
    [InlineData("Noise"), InlineData("NoiseParameters")]
    public void The_page_quotes_the_files_as_they_are(string name)
    {
        Match quoted = Assert.Single(Quoted().Matches(Page), match => match.Groups[1].Value == $"services/evaluation/attacks/noise/{name}.cs");

        Assert.Equal(Read($"{name}.cs"), quoted.Groups[2].Value);
    }

    [Fact]
    public void The_registration_line_is_the_one_that_registers()
    {
        Match line = Assert.Single(Registration().Matches(Page));

        Assert.Contains(line.Groups[1].Value, Read("EvaluationAttackParameters.cs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Norm.Linf, 0.1), InlineData(Norm.L2, 0.7)]
    public void The_example_stays_in_its_budget_and_more_draws_never_lose_what_fewer_have_found(Norm norm, double radius)
    {
        using var scope = NewDisposeScope();
        Tensor clean = rand(4, 1, 6, 6, generator: new Generator(3));
        PerSampleLoss loss = pixels => (pixels * 19).sin().flatten(1).sum(1);
        Tensor? before = null;
        foreach (int draws in new[] { 1, 4, 16 })
        {
            AttackResult result = new Noise(new AttackBudget(norm, radius), draws).Perturb(loss, new AttackBatch(clean, [5, 6, 7, 8], seed: 2));
            Tensor change = (result.Pixels - clean).flatten(1), best = loss(result.Pixels).Loss;

            Assert.True((norm == Norm.Linf ? change.abs().amax(1) : change.square().sum(1).sqrt()).le(radius + 1e-5).all().item<bool>());
            Assert.True(before is null || best.ge(before).all().item<bool>());
            before = best;
        }
    }

    private static string Read(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "extending", name)).ReplaceLineEndings("\n");

    [GeneratedRegex("`([^`\\n]+)`\\n\\n```csharp\\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Quoted();

    [GeneratedRegex("```csharp\\n(\\[Variant.*\\])\\n```")]
    private static partial Regex Registration();
}
