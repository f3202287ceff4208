using Rampart.Contracts;
using Rampart.Evaluation;
using Rampart.Learning.Models;
using Rampart.Training;

namespace Rampart.Stages.Tests;

public class PromptStageTests
{
    private static readonly Bench Bench = new Bench().Images().Clip(Some.Clip(20, 20)).Base();

    [Fact]
    public void Only_the_prompt_trains_in_segments_and_goes_on_from_where_it_stands()
    {
        Bench.Train("whole", Tuned(4)).Train("parts", Tuned(2));
        Bench.Train("again", Tuned(4) with { Model = new ModelParameters { From = "whole" } });

        foreach (string role in new[] { "vision", "text", "language", "tokenizer" })
        {
            Assert.Equal(Bench.Output("base", role).Artifact, Bench.Output("whole", role).Artifact);
        }

        Assert.Equal(Prompt("whole"), Prompt("parts"));
        Assert.NotEqual(Prompt("whole"), Prompt("again"));
        Assert.Equal(Bench.Output("whole", "config").Artifact, Bench.Output("again", "config").Artifact);
    }

    [Fact]
    public void Classification_uses_the_prompt_and_other_stages_pass_it_on()
    {
        Bench.Train("tuned", Tuned(4)).Train("fare", Some.Fare() with { Model = new ModelParameters { From = "tuned" } });
        Bench.Evaluate(Some.Evaluation("base", "tuned") with { Tasks = [EvaluationTask.ZeroShot], Gates = [], Gallery = 0 });
        float[] Losses(string model) => [.. Bench.Executed.TakeLast(5).Where(executed => executed.Item.Name.StartsWith($"{model}/"))
            .SelectMany(executed => executed.Outputs).SelectMany(Bench.Lines<SampleOutcome>).Select(outcome => (float)outcome.CleanLoss)];

        Assert.Equal(16, Losses("tuned").Length);
        Assert.NotEqual(Losses("base"), Losses("tuned"));
        Assert.Equal(Prompt("tuned"), Prompt("fare"));
    }

    [Fact]
    public void A_prompt_that_is_missing_too_long_or_twice_there_is_refused()
    {
        string What(string name, ModelParameters model) =>
            Assert.Throws<StageException>(() => Bench.Train(name, Tuned(4) with { Model = model })).Failure.What;

        Bench.Train("one", Tuned(4));
        Assert.Contains("has no learned prompt", What("none", new ModelParameters { From = "base" }));
        Assert.Contains("carries a learned prompt already", What("two", new ModelParameters { From = "one", Prompt = new LearnedPromptParameters() }));
        Assert.Contains("takes 1 to", What("long", new ModelParameters { From = "base", Prompt = new LearnedPromptParameters { Tokens = 400 } }));
        Assert.Equal("model.prompt", Assert.Single((Tuned(4) with { Steps = 0, Objective = null, Model = new ModelParameters { From = "base", Prompt = new LearnedPromptParameters() } }).Check()).Path);
    }

    private static ArtifactRef Prompt(string stage) => Bench.Output(stage, ModelBundle.PromptComponent).Artifact;

    private static TrainingParameters Tuned(int segment) => Some.Base(4, segment) with
    {
        Objective = new AdversarialPromptTuningParameters { AttackSteps = 2 },
        Model = new ModelParameters { From = "base", Prompt = new LearnedPromptParameters { Tokens = 4 } },
    };
}
