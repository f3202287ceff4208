using Rampart.Contracts;
using Rampart.Coordination.Planning;
using Rampart.Coordination.Tests.Planning;

namespace Rampart.Coordination.Tests.Coordination;

public sealed class LostInputTests
{
    // Executes orders until one reads what this stage made; the last order is left alone.
    static async Task<(WorkOrder Reader, ItemCompleted Made)> Until(CoordinatedRun run, RunSession session, Outbox outbox, string stage)
    {
        for (int next = 0; ; next++)
        {
            WorkOrder order = outbox.Orders[next];
            IEnumerable<ItemCompleted> results = (await run.Log()).OfType<ItemCompleted>().Where(item => item.Stage == stage);
            if (results.LastOrDefault(item => order.Work.Inputs.Any(input => input.Artifact == item.Outputs[0].Artifact)) is { } made)
            {
                return (order, made);
            }
            await session.Take(outbox, await run.Store.Execute(order));
        }
    }

    static Task<bool> Block(RunSession session, Outbox outbox, WorkOrder order, ArtifactRef gone) =>
        session.TryAdvanceAsync(new RunMessage.Blocked(new ItemId(order.Stage, order.Item), order.ExecutionKey, gone), outbox, default);

    // Executes everything from the order at this place on, as workers do who find an input gone.
    static async Task Finish(CoordinatedRun run, RunSession session, Outbox outbox, int next)
    {
        for (; !session.IsClosed; next++)
        {
            WorkOrder order = outbox.Orders[next];
            NamedArtifact? gone = order.Work.Inputs.FirstOrDefault(input => !File.Exists(run.Store.Folder.Blob(input.Artifact.Digest)));
            await (gone is null ? session.Take(outbox, await run.Store.Execute(order)) : Block(session, outbox, order, gone.Artifact));
        }
    }

    [Fact]
    public async Task What_is_gone_is_made_again_with_the_same_digests_and_the_run_completes()
    {
        using CoordinatedRun run = await CoordinatedRun.Start();
        RunSession session = run.Session();
        var outbox = new Outbox();
        await session.TakeUp(outbox);
        (WorkOrder reader, ItemCompleted made) = await Until(run, session, outbox, "base");
        run.Store.Lose(made.Outputs[0].Artifact);

        await Block(session, outbox, reader, made.Outputs[0].Artifact);

        Assert.Equal(new ItemLost(made.Stage, made.Item, made.Outputs[0].Artifact), (await run.Log())[^1]);
        Assert.Equal(made.Item, outbox.Orders[^1].Item);
        await Finish(run, session, outbox, outbox.Orders.ToList().IndexOf(reader) + 1);
        Assert.Equal(RunOutcome.Completed, Assert.Single(outbox.Told).Outcome);
        Assert.Equal(2, (await run.Log()).OfType<ItemCompleted>().Count(item => item.Outputs[0].Artifact == made.Outputs[0].Artifact));
    }

    [Fact]
    public async Task Whatever_is_lost_at_whatever_time_the_results_are_those_of_an_undisturbed_run()
    {
        using CoordinatedRun undisturbed = await CoordinatedRun.Start();
        RunSession session = undisturbed.Session();
        var outbox = new Outbox();
        await session.TakeUp(outbox);
        await Finish(undisturbed, session, outbox, 0);
        IReadOnlyList<string> expected = await undisturbed.Results();

        for (int seed = 0; seed < 4; seed++)
        {
            var random = new Random(seed);
            using CoordinatedRun run = await CoordinatedRun.Start();
            session = run.Session();
            outbox = new Outbox { OnSending = _ => LoseOne(run, random) };
            await session.TakeUp(outbox);
            await Finish(run, session, outbox, 0);
            Assert.Equal(RunOutcome.Completed, Assert.Single(outbox.Told).Outcome);
            Assert.Equal(expected, (await run.Results()).Distinct());
        }
    }

    static void LoseOne(CoordinatedRun run, Random random)
    {
        string blobs = Path.Combine(run.Store.Folder.Root, "blobs");
        if (random.Next(8) == 0 && Directory.Exists(blobs) && Directory.GetFiles(blobs, "*", SearchOption.AllDirectories) is { Length: > 0 } files)
        {
            File.Delete(files[random.Next(files.Length)]);
        }
    }

    [Fact]
    public async Task Many_items_that_miss_one_artifact_have_it_made_once()
    {
        using CoordinatedRun run = await CoordinatedRun.Start(
            "name: wide\nstages:\n  one: { kind: chain, segments: 1 }\n  wide: { kind: shards, items: 20, after: [one] }\n");
        RunSession session = run.Session(window: 20);
        var outbox = new Outbox();
        await session.TakeUp(outbox);
        ItemCompleted made = await run.Store.Execute(outbox.Orders[0]);
        await session.Take(outbox, made);
        run.Store.Lose(made.Outputs[0].Artifact);

        foreach (WorkOrder order in outbox.Orders.Skip(1).ToList())
        {
            await Block(session, outbox, order, made.Outputs[0].Artifact);
        }

        Assert.Single((await run.Log()).OfType<ItemLost>());
        Assert.Equal(22, outbox.Orders.Count);
        await session.Take(outbox, await run.Store.Execute(outbox.Orders[^1]));
        Assert.Equal(42, outbox.Orders.Count);
    }

    [Fact]
    public async Task A_late_message_about_what_is_there_again_only_orders_the_item_again_and_is_believed_the_second_time()
    {
        using CoordinatedRun run = await CoordinatedRun.Start();
        RunSession session = run.Session();
        var outbox = new Outbox();
        await session.TakeUp(outbox);
        (WorkOrder reader, ItemCompleted made) = await Until(run, session, outbox, "base");

        await Block(session, outbox, reader, made.Outputs[0].Artifact);
        Assert.Empty((await run.Log()).OfType<ItemLost>());
        Assert.Equal(reader, outbox.Orders[^1], (one, other) => one!.ExecutionKey == other!.ExecutionKey);

        await Block(session, outbox, reader, made.Outputs[0].Artifact);
        Assert.Single((await run.Log()).OfType<ItemLost>());
    }

    [Fact]
    public async Task A_lost_source_file_fails_the_run_with_its_name()
    {
        var source = new NamedArtifact("source/images/train.gz", new ArtifactRef(new string('a', 64), 1, MediaTypes.Binary));
        using CoordinatedRun run = await CoordinatedRun.Start("name: one\nstages:\n  images: { kind: reading }\n", Toy.Started with { Sources = [source] });
        RunSession session = run.Session();
        var outbox = new Outbox();
        await session.TakeUp(outbox);

        await Block(session, outbox, outbox.Orders[0], source.Artifact);

        Assert.Contains("source/images/train.gz", Assert.Single(outbox.Told).Failure!.What);
    }

    [Fact]
    public async Task An_artifact_that_the_item_does_not_read_is_not_taken_back()
    {
        using CoordinatedRun run = await CoordinatedRun.Start();
        RunSession session = run.Session();
        var outbox = new Outbox();
        await session.TakeUp(outbox);
        (WorkOrder reader, ItemCompleted made) = await Until(run, session, outbox, "base");

        await Block(session, outbox, reader, made.Outputs[0].Artifact with { Digest = new string('0', 64) });
        await Block(session, outbox, reader with { ExecutionKey = new string('0', 64) }, made.Outputs[0].Artifact);

        Assert.Equal(2, run.Ignored[IgnoredMessages.Stray]);
        Assert.Empty((await run.Log()).OfType<ItemLost>());
    }
}
