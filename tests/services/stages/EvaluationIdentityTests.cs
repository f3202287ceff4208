using Rampart.Evaluation;

namespace Rampart.Stages.Tests;

public class EvaluationIdentityTests
{
    // What work items of evaluation have held since there were two tasks and gates on accuracy; with it their execution keys stay.
    [Fact]
    public void Items_that_use_no_later_knob_are_written_as_they_always_were()
    {
        Bench bench = new Bench().Images().Clip(Some.Clip(2, 2)).Base(Some.Base(2, 2)).Evaluate(Some.Evaluation("base"));
        string Parameters(string name) => bench.Executed.Single(executed => executed.Item.Name == name).Item.Parameters.GetRawText();

        Assert.Equal(
            "{\"name\":\"measure\",\"task\":\"zero-shot\",\"attack\":{\"name\":\"apgd-ce\",\"iterations\":4,\"initial_step\":2,\"random_start\":true,\"norm\":\"linf\"},"
            + "\"epsilons\":[0.03137254901960784,0.25098039215686274],\"batch\":250,\"eight_bit\":false,\"max_new_tokens\":6,\"shown_epsilon\":null,\"shown\":0}",
            Parameters("base/zero-shot/000"));
        Assert.Equal(
            "{\"name\":\"summary\",\"models\":[\"base\"],\"tasks\":[\"zero-shot\",\"answer\"],\"attack\":\"apgd-ce\",\"norm\":\"linf\","
            + "\"epsilons\":[0.03137254901960784,0.25098039215686274],\"eight_bit\":false,\"gallery\":2,\"shown_epsilon\":0.25098039215686274,\"gates\":["
            + "{\"model\":\"base\",\"task\":\"answer\",\"attack\":null,\"epsilon\":null,\"at_least\":0,\"above\":null,\"by\":0},"
            + "{\"model\":\"base\",\"task\":\"zero-shot\",\"attack\":\"apgd-ce\",\"epsilon\":0.25098039215686274,\"at_least\":null,\"above\":\"base\",\"by\":1}]}",
            Parameters("summary"));
    }
}
