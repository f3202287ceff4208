namespace Rampart.Pipeline.Tests;

public sealed class ValidPipelineTests
{
    [Fact]
    public void Knobs_are_bound_with_fractions_exponents_words_and_defaults()
    {
        var fare = Assert.IsType<TrainingKnobs>(SampleKinds.Read(SampleKinds.Valid).Stages[2].Parameters);

        Assert.Equal(8.0 / 255, Assert.IsType<FareObjective>(fare.Objective).Epsilon);
        Assert.Equal(0.001, fare.Rate);
        Assert.Equal(Schedule.CosineDecay, fare.Schedule);
        Assert.Equal("images/train", fare.Data);
    }

    [Fact]
    public void The_resolved_copy_states_every_knob_and_reads_back_to_itself()
    {
        var first = SampleKinds.Read(SampleKinds.Valid, "fare.schedule=constant");
        var again = SampleKinds.Read(first.ResolvedYaml);

        Assert.Equal(first.ResolvedYaml, again.ResolvedYaml);
        Assert.Equal(first.Digest, again.Digest);
        Assert.Equal(
            """
            name: sample
            seed: 7
            precision: auto
            verify_share: 0
            stages:
              images:
                kind: preprocessing
                splits:
                  train: 100
                  test: 20
              base:
                kind: training
                data: images/train
                objective:
                  name: plain
                steps: 10
                rate: 0.01
                schedule: cosine-decay
                warmup: 0
                budgets: [0.5]
                clip: true
              fare:
                kind: training
                data: images/train
                model: base
                objective:
                  name: fare
                  epsilon: 8/255
                  attack_steps: 10
                steps: 20
                rate: 0.001
                schedule: constant
                warmup: 0
                budgets: [0.5]
                clip: true
            publish: fare

            """, first.ResolvedYaml);
    }

    [Fact]
    public void Stages_stand_after_those_they_refer_to_and_know_their_links()
    {
        var text = SampleKinds.Valid.Replace("data: images/train\n    objective: { name: plain }", "data: late/test\n    objective: { name: plain }")
            .Replace("publish:", "  late:\n    kind: preprocessing\n    splits: { test: 1 }\npublish:");

        var pipeline = SampleKinds.Read(text);

        Assert.Equal(["images", "late", "base", "fare"], pipeline.Stages.Select(stage => stage.Name));
        Assert.Equal([new StageLink("images/train", "images", "train"), new StageLink("base", "base", null)], pipeline.Stages[3].Links);
        Assert.Equal("fare", pipeline.Publish);
    }

    [Fact]
    public void Overrides_reach_knobs_that_the_file_leaves_to_their_defaults()
    {
        var pipeline = SampleKinds.Read(
            SampleKinds.Valid, "stages.fare.objective.attack_steps=3", "fare.objective.epsilon=4/255", "base.budgets=[0.1, 0.2]", "seed=9");

        var fare = (FareObjective)((TrainingKnobs)pipeline.Stages[2].Parameters).Objective;
        Assert.Equal((3, 4.0 / 255), (fare.AttackSteps, fare.Epsilon));
        Assert.Equal([0.1, 0.2], ((TrainingKnobs)pipeline.Stages[1].Parameters).Budgets);
        Assert.Equal(9UL, pipeline.Seed);
    }

    [Fact]
    public void The_same_pipeline_has_the_same_digest_however_it_is_written()
    {
        var plain = SampleKinds.Read(SampleKinds.Valid);
        var other = SampleKinds.Read("# a comment\n" + SampleKinds.Valid.Replace("rate: 1e-3", "\"rate\": 0.0010").Replace("8/255", "16/510"));

        Assert.Equal(plain.Digest, other.Digest);
    }
}
