using Rampart.Contracts;
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
        Complying.Train("adapted", Training(objective) with { Model = new ModelParameters { From = "base", Lora = new LoraParameters { Rank = 2 } } });

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
    public void A_safety_set_that_does_not_fill_its_share_of_a_batch_is_refused()
    {
        TrainingParameters few = Training("safety-tuning/alone") with { Objective = new SafetyTuningParameters { Images = 4 } };
        var error = Assert.Throws<StageException>(() => Complying.Train("few", few));
        Assert.Equal("4 images of the safety set do not fill a batch of 8.", error.Failure.What);
    }

    private static TrainingParameters Training(string objective) => Some.Base(2, 2) with
    {
        Model = new ModelParameters { From = "base" },
        Batch = 8,
        Objective = objective switch
        {
            "safety-tuning" => new SafetyTuningParameters { Images = 16, Share = 0.5 },
            "safety-tuning/alone" => new SafetyTuningParameters { Images = 16 },
            "adversarial-reference" => new AdversarialReferenceParameters { AttackSteps = 2 },
            "adversarial-reference/latent" => new AdversarialReferenceParameters { Adversary = AdversarySpace.Latent, Latent = new LatentAdversaryParameters { Steps = 2 } },
            "adversary-aware-dpo" => new AdversaryAwareDpoParameters { AttackSteps = 2, UtilityWeight = 1 },
            "adversary-aware-dpo/latent" => new AdversaryAwareDpoParameters { Adversary = AdversarySpace.Latent, Latent = new LatentAdversaryParameters { Steps = 2 } },
            _ => throw new ArgumentOutOfRangeException(nameof(objective), objective, "Unknown objective."),
        },
    };
}
