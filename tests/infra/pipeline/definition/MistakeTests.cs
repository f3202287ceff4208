namespace Rampart.Pipeline.Tests;

/// <summary>What a user reads after a slip of the pen. The texts are the product, so they are compared in full.</summary>
public sealed class MistakeTests
{
    static string Changed(string old, string replacement)
    {
        Assert.Contains(old, SampleKinds.Valid);
        return SampleKinds.Valid.Replace(old, replacement);
    }

    [Theory]
    [InlineData("epsilon: 8", "epsilo: 8", "pipeline.yaml:18:7 unknown key \"epsilo\" in objective of stage \"fare\"; did you mean \"epsilon\"?")]
    [InlineData("seed: 7", "sead: 7", "pipeline.yaml:2:1 unknown key \"sead\" in the pipeline; did you mean \"seed\"?")]
    [InlineData("name: fare", "name: fair", "pipeline.yaml:17:13 unknown name \"fair\" in objective of stage \"fare\"; did you mean \"fare\"?")]
    [InlineData("steps: 20", "steps: many", "pipeline.yaml:19:12 \"steps\" in stage \"fare\" is \"many\". Make it a whole number from 1 to 1000000 steps.")]
    [InlineData("steps: 20", "steps: 2.5", "pipeline.yaml:19:12 \"steps\" in stage \"fare\" is \"2.5\". Make it a whole number from 1 to 1000000 steps.")]
    [InlineData("steps: 20", "steps: '20'", "pipeline.yaml:19:12 \"steps\" in stage \"fare\" is \"20\". Make it a whole number from 1 to 1000000 steps.")]
    [InlineData("steps: 20", "steps:", "pipeline.yaml:19:11 \"steps\" in stage \"fare\" is empty. Make it a whole number from 1 to 1000000 steps.")]
    [InlineData("steps: 20", "steps: 0", "pipeline.yaml:19:12 \"steps\" in stage \"fare\" is 0; allowed is 1 to 1000000 steps.")]
    [InlineData("8/255", "300/255", "pipeline.yaml:18:16 \"epsilon\" in objective of stage \"fare\" is 300/255; allowed is above 0 to 1 of the pixel range.")]
    [InlineData("8/255", "8/0", "pipeline.yaml:18:16 \"epsilon\" in objective of stage \"fare\" is \"8/0\". Make it a number (as 0.5, 1e-3 or 8/255) from above 0 to 1 of the pixel range.")]
    [InlineData("rate: 1e-3", "rate: .nan", "pipeline.yaml:20:11 \"rate\" in stage \"fare\" is \".nan\". Make it a number (as 0.5, 1e-3 or 8/255) from above 0 to 1.")]
    [InlineData("rate: 1e-3", "clip: yes", "pipeline.yaml:20:11 \"clip\" in stage \"fare\" is \"yes\". Make it true or false.")]
    [InlineData("rate: 1e-3", "schedule: cosine", "pipeline.yaml:20:15 \"schedule\" in stage \"fare\" is \"cosine\"; known are constant, cosine-decay.")]
    [InlineData("rate: 1e-3", "budgets: 0.5", "pipeline.yaml:20:14 \"budgets\" in stage \"fare\" is \"0.5\". Make it a list, as [a, b].")]
    [InlineData("rate: 1e-3", "budgets: [0.5, 2]", "pipeline.yaml:20:20 \"budgets[1]\" in stage \"fare\" is 2; allowed is 0 to 1.")]
    [InlineData("rate: 1e-3", "warmup: 20", "pipeline.yaml:20:13 the warm-up of 20 steps is not shorter than the training of 20 (in stage \"fare\"). Warm up for less.")]
    [InlineData("rate: 1e-3", "budgets: [0.5, 1]", "pipeline.yaml:20:14 there are more budgets than its model has (in stage \"fare\"). Take some out.")]
    [InlineData("    steps: 20\n", "", "pipeline.yaml:13:5 stage \"fare\" lacks the key \"steps\". Add it: a whole number from 1 to 1000000 steps (Optimizer steps).")]
    [InlineData("    objective: { name: plain }\n", "", "pipeline.yaml:8:5 stage \"base\" lacks the key \"objective\". Add it: a group of keys with name one of fare, plain (What is minimised).")]
    [InlineData("kind: preprocessing", "kind: preprocesing", "pipeline.yaml:5:11 unknown kind \"preprocesing\" of stage \"images\"; did you mean \"preprocessing\"?")]
    [InlineData("model: base", "model: bass", "pipeline.yaml:15:12 \"model\" in stage \"fare\" names the unknown stage \"bass\"; did you mean \"base\"?")]
    [InlineData("model: base", "model: images", "pipeline.yaml:15:12 \"model\" in stage \"fare\" names \"images\", a stage of kind preprocessing. Name one of kind training.")]
    [InlineData("model: base", "model: base/x", "pipeline.yaml:15:12 \"model\" in stage \"fare\" names the part \"x\" of stage \"base\". Name the stage alone.")]
    [InlineData("model: base", "model: fare", "pipeline.yaml:15:12 the stages fare -> fare wait for each other in a circle. Remove one of these references.")]
    [InlineData("publish: fare", "publish: images", "pipeline.yaml:21:10 \"publish\" names \"images\", a stage of kind preprocessing, which makes no model. Name a stage that trains one.")]
    [InlineData("train: 100", "tr ain: 100", "pipeline.yaml:6:15 \"tr ain\" in splits of stage \"images\" is not a name. Use 1 to 64 letters, digits, dashes and underscores, and begin with a letter or digit.")]
    [InlineData("    steps: 20\n", "    steps: 20\n    steps: 30\n", "pipeline.yaml:20:5 the key \"steps\" stands here and at pipeline.yaml:19:5. Keep one of them.")]
    [InlineData("    steps: 20\n", "\tsteps: 20\n", "pipeline.yaml:19:1 a tab indents this line. Indent with spaces.")]
    [InlineData("name: sample", "name: &anchor sample", "pipeline.yaml:1:7 this is not valid YAML: anchors (&name) are not used here; write the value out. Check indentation, colons and quotes near here.")]
    [InlineData("name: sample", "name: !!str sample", "pipeline.yaml:1:7 this is not valid YAML: tags (!type) are not used here; remove it. Check indentation, colons and quotes near here.")]
    public void A_mistake_is_told_with_its_place_and_the_way_out(string old, string replacement, string message) =>
        Assert.Equal([message], SampleKinds.Problems(Changed(old, replacement)).Take(1));

    [Theory]
    [InlineData("{ columns: [{ title: clean, task: answer }], expected: [{ says: x, model: fair, column: clean, at_least: 0.5 }] }", "\"model\" names \"fair\", which no evaluation measures")]
    [InlineData("{ columns: [{ title: clean, task: answer }], expected: [{ says: x, model: fare, column: clan, at_least: 0.5 }] }", "there is no column \"clan\"")]
    [InlineData("{ columns: [{ title: clean, task: answer }], expected: [{ says: x, model: fare, column: clean }] }", "exactly one of above, below, at_least and at_most must be given")]
    [InlineData("{ columns: [{ title: clean, task: answer, epsilon: 8/255 }] }", "attack and epsilon go together")]
    [InlineData("{ file: /etc/motd, columns: [{ title: clean, task: answer }] }", "is not a relative path to a .md file")]
    [InlineData("{ columns: [{ title: clean, task: answer }, { title: clean, task: caption }] }", "there is a column \"clean\" already")]
    public void A_comparison_names_what_is_there(string comparison, string message) =>
        Assert.Contains(SampleKinds.Problems(SampleKinds.Valid + $"\ncomparison: {comparison}\n"), problem => problem.Contains(message, StringComparison.Ordinal));

    [Fact]
    public void All_mistakes_are_told_at_once_in_the_order_of_the_file()
    {
        var text = Changed("seed: 7", "seed: -7").Replace("8/255", "9").Replace("model: base", "model: none").Replace("test: 20", "test: 0");

        Assert.Equal(["2:7", "6:33", "18:16"], SampleKinds.Problems(text).Select(problem => problem.Split(' ')[0]["pipeline.yaml:".Length..]));
    }

    [Fact]
    public void A_part_of_a_stage_must_be_one_that_it_offers()
    {
        Assert.Equal(
            ["pipeline.yaml:14:11 \"data\" in stage \"fare\" names the unknown part \"trian\" of stage \"images\"; did you mean \"train\"?"],
            SampleKinds.Problems(Changed("data: images/train\n    model", "data: images/trian\n    model")));
        Assert.Equal(
            ["pipeline.yaml:14:11 \"data\" in stage \"fare\" must name a part of stage \"images\", as images/train."],
            SampleKinds.Problems(Changed("data: images/train\n    model", "data: images\n    model")));
    }

    [Fact]
    public void A_circle_is_told_at_the_reference_that_closes_it() =>
        Assert.Equal(
            ["pipeline.yaml:10:12 the stages base -> fare -> base wait for each other in a circle. Remove one of these references."],
            SampleKinds.Problems(Changed("    objective: { name: plain }", "    model: fare\n    objective: { name: plain }")));

    [Theory]
    [InlineData("fare.objective.epsilo=4/255", "override \"fare.objective.epsilo=4/255\": unknown key \"epsilo\" in objective of stage \"fare\"; did you mean \"epsilon\"?")]
    [InlineData("fair.steps=3", "override \"fair.steps=3\": there is no stage or key \"fair\"; did you mean \"fare\"?")]
    [InlineData("stages.fair.steps=3", "override \"stages.fair.steps=3\": there is no stage or key \"fair\"; did you mean \"fare\"?")]
    [InlineData("sed=3", "override \"sed=3\": there is no stage or key \"sed\"; did you mean \"seed\"?")]
    [InlineData("fare.steps.x=3", "override \"fare.steps.x=3\": \"stages.fare.steps\" is \"20\" and has no key \"x\". End the path there.")]
    [InlineData("fare.steps", "override \"fare.steps\": this is not of the form path=value. Write, for example, fare.steps=200.")]
    [InlineData("fare.steps=0", "override \"fare.steps=0\": \"steps\" in stage \"fare\" is 0; allowed is 1 to 1000000 steps.")]
    public void A_mistake_in_an_override_is_told_with_the_override(string text, string message) =>
        Assert.Equal([message], SampleKinds.Problems(SampleKinds.Valid, text));
}
