using Rampart.Contracts;
using Rampart.Reporting.Cards;

namespace Rampart.Reporting.Tests;

public sealed class ModelCardTests
{
    [Fact]
    public void The_card_states_the_models_own_figures_with_their_errors()
    {
        string card = ModelCard.Render("adpo", answers: true, Some.Results());
        Assert.Contains("| answer accuracy, % | clean | 82.6 ± 1.7 | 500 |", card);
        Assert.Contains("| answer accuracy, % | apgd-ce 8/255 | 52.0 ± 2.2 | 500 |", card);
        Assert.DoesNotContain("83.2", card);
    }

    [Fact]
    public void The_front_matter_is_what_hubs_read()
    {
        string[] lines = ModelCard.Render("adpo", answers: true, Some.Results()).Split('\n');
        Assert.Equal("---", lines[0]);
        Assert.Contains("pipeline_tag: image-text-to-text", lines);
        Assert.Contains("model-index:", lines);
        Assert.Contains("      name: \"accuracy, apgd-ce 8/255\"", lines);
        Assert.Contains("      value: 0.52", lines);
    }

    [Fact]
    public void The_threat_model_names_attack_norm_and_radii() =>
        Assert.Contains("- apgd-ce, L-infinity, 8/255 on pixels in [0,1]", ModelCard.Render("adpo", answers: true, Some.Results()));

    [Fact]
    public void What_was_not_measured_is_said()
    {
        string card = ModelCard.Render("adpo", answers: true, Some.Results());
        Assert.Contains("- perturbations bounded in L2", card);
        Assert.Contains("- radii beyond 8/255 (L-infinity)", card);
        Assert.Contains("- jailbreaks and over-refusal", card);
        Assert.DoesNotContain("bounded in L-infinity", card);
    }

    [Fact]
    public void A_model_that_no_evaluation_names_is_said_to_be_unmeasured()
    {
        string card = ModelCard.Render("other", answers: false, Some.Results());
        Assert.Contains("No attack was run against this model", card);
        Assert.Contains("This model was not evaluated", card);
        Assert.Contains("- robustness: no attack was run", card);
    }

    [Fact]
    public void Names_from_elsewhere_cannot_break_out_of_their_place()
    {
        RunResults results = Some.Results(pipeline: "a\"\n---\n# b");
        string card = ModelCard.Render("<b>|\n", answers: true, results with
        {
            Evaluation = results.Evaluation with { Rows = [new("<b>|\n", "answer", "accuracy", null, null, null, 5, 0.5, 0.1)] },
        });
        Assert.Contains("# &lt;b>\\| \n", card);
        Assert.Contains("name: \"a\\\"\\n---\\n# b\"", card);
        Assert.Equal(2, card.Split('\n').Count(line => line == "---"));
    }
}
