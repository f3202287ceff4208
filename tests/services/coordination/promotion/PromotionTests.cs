using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Registry;

namespace Rampart.Coordination.Tests.Promotion;

public sealed class PromotionTests : IDisposable
{
    readonly PromotedRuns _runs = new();

    public void Dispose() => _runs.Dispose();

    [Fact]
    public async Task A_run_whose_gates_hold_becomes_a_version_the_candidate_and_production_and_says_so_before_its_end()
    {
        string run = await _runs.Complete();

        Assert.Equal(new RunPromoted(PromotedRuns.Model, 1, PromotedRuns.Production, null), await _runs.Event<RunPromoted>(run));
        Assert.IsType<RunCompleted>((await _runs.Store.Log(run))[^1]);
        ModelHistory model = await _runs.History();
        Assert.Equal((run, "model"), (model[1].RunId, model[1].Stage));
        Assert.Equal(["config", "tokenizer"], model[1].Parts.Select(part => part.Role));
        Assert.Equal("judgement", Assert.Single(model[1].Evaluations).Role);
        Assert.Equal((1, 1), (model.Of(PromotedRuns.Candidate), model.Of(PromotedRuns.Production)));
        PromotionDecided told = Assert.Single(_runs.Outbox.Decided);
        Assert.Equal((run, 1, "promoted"), (told.RunId, told.Version, told.Outcome));
    }

    [Fact]
    public async Task A_run_with_a_failed_gate_becomes_a_version_that_is_rejected_with_what_failed_and_by_how_much()
    {
        await _runs.Complete();
        _runs.Measured = 0.25;

        string run = await _runs.Complete();

        GateVerdict failed = Assert.Single((await _runs.Event<RunRejected>(run)).Failed);
        Assert.Equal((0.25, 0.5), (failed.Measured, failed.Required));
        Assert.IsType<RunCompleted>((await _runs.Store.Log(run))[^1]);
        ModelHistory model = await _runs.History();
        Assert.Equal((2, 1, 1), (model.Versions.Count, model.Of(PromotedRuns.Candidate), model.Of(PromotedRuns.Production)));
        Assert.Equal(failed, Assert.Single(model.Rejection(2)!.Failed));
        Assert.Equal("rejected", _runs.Outbox.Decided[^1].Outcome);
    }

    [Fact]
    public async Task A_run_that_measured_itself_against_a_production_of_before_is_rejected_with_that_reason_and_stays_the_candidate()
    {
        string slow = await _runs.Begin();
        await _runs.Complete();

        await _runs.Work(_runs.Coordinator(), slow);

        Assert.Contains("was moved from no version to version 1", (await _runs.Event<RunRejected>(slow)).Reason);
        ModelHistory model = await _runs.History();
        Assert.Equal((2, 1), (model.Of(PromotedRuns.Candidate), model.Of(PromotedRuns.Production)));
    }

    [Fact]
    public async Task A_rollback_while_the_run_went_on_counts_as_a_move()
    {
        await _runs.Complete();
        await _runs.Complete();
        string run = await _runs.Begin();
        await _runs.Registry.MoveAsync(PromotedRuns.Model, PromotedRuns.Production, 2, 1, "ada", "it was worse", default);

        await _runs.Work(_runs.Coordinator(), run);

        Assert.Contains("was moved from version 2 to version 1", (await _runs.Event<RunRejected>(run)).Reason);
        Assert.Equal(1, (await _runs.History()).Of(PromotedRuns.Production));
    }

    [Fact]
    public async Task A_pipeline_may_say_that_a_moved_alias_does_not_matter()
    {
        string slow = await _runs.Begin(", when_moved: promote");
        await _runs.Complete();

        await _runs.Work(_runs.Coordinator(), slow);

        Assert.Equal(new RunPromoted(PromotedRuns.Model, 2, PromotedRuns.Production, 1), await _runs.Event<RunPromoted>(slow));
    }

    [Fact]
    public async Task A_damaged_registry_fails_the_run_which_goes_on_when_it_is_mended()
    {
        await _runs.Complete();
        string entry = Path.Combine(_runs.Store.Folder.Root, "models", PromotedRuns.Model, "history", "00000001.json");
        string intact = await File.ReadAllTextAsync(entry);
        string run = await _runs.Begin();
        await File.WriteAllTextAsync(entry, "{}");
        Coordinator coordinator = _runs.Coordinator();

        await _runs.Work(coordinator, run);
        Assert.Contains("is not an entry of a model's history", (await _runs.Event<RunFailed>(run)).Failure.What);
        await File.WriteAllTextAsync(entry, intact);
        await coordinator.HandleAsync(run, new RunMessage.Retry("restored"), false, _runs.Outbox, default);

        Assert.Equal(2, (await _runs.Event<RunPromoted>(run)).Version);
    }

    [Fact]
    public async Task Results_that_are_gone_when_the_run_is_decided_on_are_made_again_first()
    {
        string run = await _runs.Begin();
        _runs.OnExecuted = made => _runs.Store.Lose(made.Outputs.Single(output => output.Role == "results").Artifact);

        await _runs.Work(_runs.Coordinator(), run);

        Assert.Equal("judgement", (await _runs.Event<ItemLost>(run)).Stage);
        Assert.Equal(1, (await _runs.Event<RunPromoted>(run)).Version);
        Assert.Single((await _runs.History()).Versions);
    }

    [Theory]
    [InlineData("publish: model\n", ", stage: judgement", "makes no model")]
    [InlineData("", "", "whose model is meant")]
    [InlineData("publish: model\n", ", candidate: production", "candidate and to are both")]
    [InlineData("publish: model\n", ", to: Production", "is not a name")]
    public void Promotions_that_could_not_be_done_are_refused_before_the_run(string publish, string rest, string said)
    {
        var refused = Assert.Throws<PipelineException>(() => PromotedRuns.Read(publish, rest));

        Assert.Contains(said, refused.Message);
    }

    [Fact]
    public void A_promotion_without_any_gate_is_refused()
    {
        var refused = Assert.Throws<PipelineException>(() => PromotedRuns.Read("publish: model\n", "", judged: false));

        Assert.Contains("needs gates", refused.Message);
    }
}
