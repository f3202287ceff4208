using Rampart.Contracts;
using Rampart.Evaluation;
using Rampart.Learning.Data;
using Rampart.Learning.Models;
using Rampart.Pipeline.Planning;
using static TorchSharp.torch;

namespace Rampart.Stages.Tests;

public class ForcedAnswersTests
{
    [Fact]
    public void The_loss_is_the_mean_log_probability_of_the_tokens_that_count()
    {
        Bench bench = new Bench().Images(Some.Guarded()).Clip().Base(Some.Base(20, 20));
        using WarmCache.Loan<StageModel> model = Model(bench);
        SampleSet samples = Samples(bench);
        using var scope = NewDisposeScope();
        var asked = new AskedModel(model.Value, 8);
        Tensor pixels = samples.Pixels([0, 1, 2]);
        Sample[] some = [.. samples.Samples.Take(3)];
        using var whole = new ForcedAnswers(model.Value, sample => asked.Answer(sample.Safety!.Requests[0].Request, sample.Safety.Requests[0].Compliance));
        using var first = new ForcedAnswers(
            model.Value, sample => asked.Answer(sample.Safety!.Requests[0].Request, sample.Safety.Requests[0].Compliance) with { First = 1, Count = 2 });
        using AnswerBatch batch = AnswerBatch.Create(
            model.Value.Tokenizer, [.. some.Select(sample => sample.Safety!.Requests[0].Request)], [.. some.Select(sample => sample.Safety!.Requests[0].Compliance)]);
        Tensor logProbs = model.Value.NeedLanguage().LogProbs(model.Value.Vision.PatchFeatures(pixels), batch).Values;

        Assert.True(whole.Rate(pixels, some).Loss().allclose(-logProbs.sum(1) / batch.Mask.sum(1), rtol: 1e-4, atol: 1e-5));
        Assert.True(first.Rate(pixels, some).Loss().allclose(-(logProbs[.., 1] + logProbs[.., 2]) / 2, rtol: 1e-4, atol: 1e-5));
    }

    // What a verdict promises: if every token is the likeliest, a greedy answer says just that.
    [Fact]
    public void An_answer_is_said_exactly_when_the_greedy_one_is_it()
    {
        Bench bench = new Bench().Images(Some.Guarded()).Clip(Some.Clip(20, 20)).Base(Some.Base(60, 60));
        using WarmCache.Loan<StageModel> model = Model(bench);
        SampleSet samples = Samples(bench);
        using var scope = NewDisposeScope();
        Tensor pixels = samples.Pixels([.. Enumerable.Range(0, samples.Count)]);
        var asked = new AskedModel(model.Value, 24);
        IReadOnlyList<string> answers = asked.Ask(pixels, samples.Samples.Select(_ => Sentences.EvaluationQuestion));
        using var truths = new ForcedAnswers(model.Value, sample => asked.Answer(Sentences.EvaluationQuestion, sample.Answer));

        bool[] said = truths.Rate(pixels, samples.Samples).IsSaid().data<bool>().ToArray();

        Assert.Equal(samples.Samples.Select((sample, row) => answers[row] == sample.Answer), said);
        Assert.Contains(true, said);
        Assert.Contains(false, said);
    }

    private static WarmCache.Loan<StageModel> Model(Bench bench)
    {
        NamedArtifact[] parts = [.. bench["base"].Where(output => !output.Role.StartsWith("metrics")).Select(output => output with { Role = $"model.{output.Role}" })];
        var work = new WorkItem { Kind = "evaluation", AlgorithmVersion = 1, Parameters = default, Inputs = parts, Seed = 1, Numerics = bench.Numerics };
        var context = new StageContext(
            work, new MemoryArtifacts.Inputs(bench.Store, parts), new MemoryArtifacts.Outputs(bench.Store), new Progress<StageProgress>(), new WarmCache(), CancellationToken.None);
        return StageModel.Borrow(context, "model");
    }

    private static SampleSet Samples(Bench bench)
    {
        NamedArtifact[] shard = [bench.Output("images", "test/000/pixels") with { Role = "data.pixels" }, bench.Output("images", "test/000/records") with { Role = "data.records" }];
        return Shards.Read(new MemoryArtifacts.Inputs(bench.Store, shard), "data");
    }
}
