using Rampart.Contracts;
using Rampart.Evaluation;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Training;

namespace Rampart.Stages.Tests;

/// <summary>The objectives that learn from a safety set, on the benign stand-in.</summary>
public class TrainingSafetyTests
{
    private static readonly Bench Complying = new Bench().Images(Some.Guarded()).Clip().Base(
        Some.Base() with { Objective = new InstructionParameters { Requests = RequestAnswers.Comply } });

    public static TheoryData<string> Objectives => 
    [
        "safety-tuning", "safety-tuning/alone", "adversarial-reference", "adversarial-reference/latent", "adversary-aware-dpo", "adversary-aware-dpo/latent",
        "concept-bottleneck/model",
    ];

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Segments_do_not_change_the_model(string objective)
    {
        TrainingParameters Parameters(int segment) => Training(objective) with { Steps = 4, SegmentSteps = segment };
        Complying.Train("whole", Parameters(4));
        Complying.Train("parts", Parameters(2));

        foreach (NamedArtifact output in Complying["whole"].Where(output => !output.Role.StartsWith("metrics")))
        {
            Assert.Equal(output, Complying.Output("parts", output.Role));
        }

        Assert.NotEqual(Complying.Output("base", "language").Artifact, Complying.Output("whole", "language").Artifact);
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Adapters_train_in_place_of_the_weights_under_them(string objective)
    {
        Complying.Train("adapted", Training(objective) with { Model = Training(objective).Model with { Lora = new LoraParameters { Rank = 2 } } });

        foreach (string role in new[] { "vision", "text", "language", "tokenizer" })
        {
            Assert.Equal(Complying.Output("base", role).Artifact, Complying.Output("adapted", role).Artifact);
        }

        Assert.Contains(Complying["adapted"], output => output.Role == ModelBundle.LoraComponent);
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Data_without_a_policy_is_refused_naming_the_knob(string objective)
    {
        Bench plain = new Bench().Images().Clip().Base();
        Assert.Contains("Set safety ", Assert.Throws<StageException>(() => plain.Train("tuned", Training(objective))).Failure.Fix);
    }

    [Fact]
    public void Safety_modules_train_alone_and_then_guide_a_model_that_trains_alone()
    {
        TrainingParameters first = Training("concept-bottleneck"), second = Training("concept-bottleneck/model") with
        {
            Model = new ModelParameters { From = "stage-1", Lora = new LoraParameters { Rank = 2 } },
        };
        Complying.Train("stage-1", first with { Steps = 4, SegmentSteps = 4 }).Train("parts", first with { Steps = 4, SegmentSteps = 2 });
        Complying.Train("stage-2", second).Train("strict", new TrainingParameters
        {
            Data = "images/train", Steps = 0, Model = new ModelParameters { From = "stage-2", Hints = new HintParameters { Threshold = 0.9 } },
        });

        foreach (string role in new[] { "vision", "text", "language", "tokenizer" })
        {
            Assert.All(["stage-1", "stage-2", "strict"], stage => Assert.Equal(Complying.Output("base", role).Artifact, Complying.Output(stage, role).Artifact));
        }

        Assert.Equal(Complying.Output("stage-1", "safety").Artifact, Complying.Output("parts", "safety").Artifact);
        Assert.Equal(Complying.Output("stage-1", "safety").Artifact, Complying.Output("strict", "safety").Artifact);
        Assert.Equal(Complying.Output("stage-2", "lora").Artifact, Complying.Output("strict", "lora").Artifact);
        Assert.Equal((0.5, 0.9), (Control("stage-2").Threshold, Control("strict").Threshold));
        // Three levels of contents and kicks.
        Assert.Equal(6, Control("strict").Hints.Count);
    }

    [Fact]
    public void What_safety_modules_say_of_risks_is_measured_and_attacked()
    {
        Complying.Train("watched", Training("concept-bottleneck") with { Steps = 60, SegmentSteps = 60, Optimizer = new OptimizerParameters { LearningRate = 5e-3 } });
        Complying.Evaluate(Some.Evaluation("watched") with { Tasks = [EvaluationTask.Risk], Gates = [], Gallery = 0, Epsilons = [64.0 / 255] });
        var results = StageJson.Read<EvaluationResults>(Complying.Store.Read(Complying.Output("evaluation", "results").Artifact), "results");
        double Value(string metric, bool attacked = false) => results.Rows.Single(row => row.Metric == metric && row.Attack is not null == attacked).Value;

        Assert.True(Value("accuracy") > 0.5);
        Assert.True(Value("accuracy", attacked: true) < Value("accuracy"));
        Assert.InRange(Value("level-accuracy"), Value("accuracy"), 1);
        Assert.InRange(Value("missed") + Value("false-alarms"), 0, 1);
        var error = Assert.Throws<StageException>(() => Complying.Evaluate(Some.Evaluation("base") with { Tasks = [EvaluationTask.Risk], Gates = [] }));
        Assert.Equal("tasks: risk", error.Failure.Where);
    }

    [Fact]
    public void Modules_and_hints_that_cannot_be_are_refused_naming_the_knob()
    {
        TrainingParameters first = Training("concept-bottleneck");
        string Where(string name, TrainingParameters parameters) => Assert.Throws<StageException>(() => Complying.Train(name, parameters)).Failure.Where;

        Assert.Equal("model", Where("none", first with { Model = new ModelParameters { From = "base" } }));
        Assert.Equal("model.hints", Where("mute", first with { Model = new ModelParameters { From = "base", Hints = new HintParameters() } }));
        Assert.Equal("model.lora", Where("both", first with { Model = first.Model with { Lora = new LoraParameters() } }));
        Assert.Equal("train", Assert.Single(new ConceptBottleneckParameters { Train = [ModelPart.Decoder] }.Check()).Path);
        Assert.Equal("train", Assert.Single(new SafetyTuningParameters { Train = [ModelPart.Safety] }.Check()).Path);
    }

    [Fact]
    public void Hints_that_leave_no_room_in_the_decoder_are_refused_with_a_way_out()
    {
        TrainingParameters second = Training("concept-bottleneck/model");
        string[] endless = [.. Enumerable.Repeat(new string('x', 400), 3)];
        var error = Assert.Throws<StageException>(() => Complying.Train("long", second with
        {
            Model = second.Model with { Hints = new HintParameters { Texts = endless, Threshold = 1e-6 } },
        }));
        Assert.Contains("longer than the decoder's 128", error.Failure.What);
    }

    [Fact]
    public void A_safety_set_that_does_not_fill_its_share_of_a_batch_is_refused()
    {
        TrainingParameters few = Training("safety-tuning/alone") with { Objective = new SafetyTuningParameters { Images = 4 } };
        var error = Assert.Throws<StageException>(() => Complying.Train("few", few));
        Assert.Equal("4 images of the safety set do not fill a batch of 8.", error.Failure.What);
    }

    private static SafetyControl Control(string stage) => ModelConfig.FromJson(
        System.Text.Encoding.UTF8.GetString(Complying.Store.Read(Complying.Output(stage, "config").Artifact))).Safety!.Control;

    private static TrainingParameters Training(string objective) => Some.Base(2, 2) with
    {
        Model = new ModelParameters
        {
            From = "base",
            Safety = objective.StartsWith("concept") ? new SafetyModuleParameters { Tokens = 2, Depth = 1, Heads = 2 } : null,
        },
        Batch = 8,
        Objective = objective switch
        {
            "safety-tuning" => new SafetyTuningParameters { Images = 16, Share = 0.5 },
            "safety-tuning/alone" => new SafetyTuningParameters { Images = 16 },
            "adversarial-reference" => new AdversarialReferenceParameters { AttackSteps = 2 },
            "adversarial-reference/latent" => new AdversarialReferenceParameters { Adversary = AdversarySpace.Latent, Latent = new LatentAdversaryParameters { Steps = 2 } },
            "adversary-aware-dpo" => new AdversaryAwareDpoParameters { AttackSteps = 2, UtilityWeight = 1, Rejected = RejectedText.Answer },
            "adversary-aware-dpo/latent" => new AdversaryAwareDpoParameters { Adversary = AdversarySpace.Latent, Latent = new LatentAdversaryParameters { Steps = 2 } },
            "concept-bottleneck" => new ConceptBottleneckParameters(),
            "concept-bottleneck/model" => new ConceptBottleneckParameters { Stage = BottleneckStage.Model },
            _ => throw new ArgumentOutOfRangeException(nameof(objective), objective, "Unknown objective."),
        },
    };
}
