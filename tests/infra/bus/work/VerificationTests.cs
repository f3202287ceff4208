using System.Text.Json;
using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Bus.Tests.Work;

public sealed class VerificationTests
{
    [Fact]
    public async Task A_result_that_can_be_repeated_is_confirmed_and_nothing_is_stored()
    {
        var stage = new TestStage(TestStage.WriteSeed);
        await using BusFixture bus = await BusFixture.Start(stage);
        WorkOrder order = await Computed(bus, 1);
        string[] before = Files(bus);
        await bus.Publish(new MineShard(order with { Verify = new VerifyRequest("elsewhere:9") }));

        Assert.Equal(
            new WorkItemVerified("run-1", "mine", "item-1", order.ExecutionKey, "elsewhere:9", "host:1", Judgement.Identical), await bus.Next<WorkItemVerified>());
        Assert.Equal(2, stage.Executions);
        Assert.Equal(before, Files(bus));
    }

    [Fact]
    public async Task Without_other_workers_a_worker_verifies_its_own_result_with_nothing_left_in_memory()
    {
        int loaded = 0;
        await using BusFixture bus = await BusFixture.Start(new TestStage(context =>
        {
            using WarmCache.Loan<MemoryStream> model = context.Warm.Borrow("model", () =>
            {
                loaded++;
                return new MemoryStream();
            });
            TestStage.WriteSeed(context);
        }));
        WorkOrder order = await Computed(bus, 1);
        await bus.Publish(new MineShard(order with { Verify = new VerifyRequest("elsewhere:9") }));
        await bus.Next<WorkItemVerified>();
        Assert.Equal(1, loaded);
        await bus.Publish(new MineShard(order with { Verify = new VerifyRequest("host:1") }));

        WorkItemVerified verified = await bus.Next<WorkItemVerified>();
        Assert.Equal(("host:1", "host:1", 2), (verified.ComputedBy, verified.VerifiedBy, loaded));
    }

    [Fact]
    public async Task One_flipped_bit_is_named_with_item_artifact_place_and_both_workers_and_nothing_of_it_is_stored()
    {
        bool flips = false;
        await using BusFixture bus = await BusFixture.Start(new TestStage(context =>
        {
            context.Outputs.Write("same", MediaTypes.Json, stream => stream.Write("{}"u8));
            context.Outputs.Write("figures", MediaTypes.JsonLines, stream =>
                stream.Write(flips ? "{\"step\":1}\n{\"step\":3}\n"u8 : "{\"step\":1}\n{\"step\":2}\n"u8));
        })
        {
            Determinism = new Determinism.BitwisePerDevice(),
        });
        WorkOrder order = await Computed(bus, 1);
        string[] before = Files(bus);
        flips = true;
        await bus.Publish(new MineShard(order with { Verify = new VerifyRequest("elsewhere:9"), Generation = 3 }));

        WorkItemDisagreed disagreed = await bus.Next<WorkItemDisagreed>();
        Assert.Equal(("run-1", "mine", "item-1", order.ExecutionKey, 3), (disagreed.RunId, disagreed.Stage, disagreed.Item, disagreed.ExecutionKey, disagreed.Generation));
        Assert.Equal(FailureKinds.Determinism, disagreed.Failure.Kind);
        Assert.Equal(("figures", "record 2, $.step is 2 there and 3 here"), (disagreed.Failure.Divergence!.Role, disagreed.Failure.Divergence.Difference));
        Assert.Equal(("elsewhere:9", "host:1"), (disagreed.Failure.Divergence.Stored.Worker, disagreed.Failure.Divergence.Other.Worker));
        Assert.Equal(before, Files(bus));
    }

    [Fact]
    public async Task An_item_that_has_a_result_and_fails_the_second_time_is_a_fault_of_determinism()
    {
        bool fails = false;
        await using BusFixture bus = await BusFixture.Start(new TestStage(context =>
        {
            if (fails)
            {
                throw new StageException("Too dark.", "train/000001", "Use a lamp.");
            }
            TestStage.WriteSeed(context);
        }));
        WorkOrder order = await Computed(bus, 1);
        fails = true;
        await bus.Publish(new MineShard(order with { Verify = new VerifyRequest("") }));

        Failure failure = (await bus.Next<WorkItemDisagreed>()).Failure;
        Assert.Equal(FailureKinds.Determinism, failure.Kind);
        Assert.Contains("failed on host:1: Too dark.", failure.What);
    }

    [Fact]
    public async Task A_difference_that_the_declaration_allows_is_confirmed_with_its_word()
    {
        double value = 1;
        using var setup = new BusSetup();
        TestStage Stage(Determinism declared) => new(context => context.Outputs.Write("x", MediaTypes.Json, stream => JsonSerializer.Serialize(stream, value)))
        {
            Determinism = declared,
        };
        WorkOrder order;
        await using (BusFixture first = await BusFixture.Start(Stage(new Determinism.Bitwise()), new BusSetup { Store = setup.Store }))
        {
            order = await Computed(first, 1) with { Verify = new VerifyRequest("host:1") };
        }
        value = 1.001;
        await using (BusFixture near = await BusFixture.Start(Stage(new Determinism.Tolerance(0.01)), new BusSetup { Store = setup.Store, Worker = "near:1" }))
        {
            await near.Publish(new MineShard(order));
            Assert.Equal(Judgement.WithinTolerance, (await near.Next<WorkItemVerified>()).Verdict);
        }
        await using BusFixture other = await BusFixture.Start(
            Stage(new Determinism.BitwisePerDevice()), new BusSetup { Store = setup.Store, Worker = "other:1", Machine = "of another kind" });
        await other.Publish(new MineShard(order));
        Assert.Equal(Judgement.OtherDevice, (await other.Next<WorkItemVerified>()).Verdict);
    }

    [Fact]
    public async Task A_result_of_which_an_artifact_is_gone_blocks_its_verification()
    {
        await using BusFixture bus = await BusFixture.Start(new TestStage(TestStage.WriteSeed));
        WorkOrder order = await Computed(bus, 1);
        ArtifactRef output = (await bus.Results.FindAsync(order.ExecutionKey, default))!.Outputs[0].Artifact;
        File.Delete(Directory.GetFiles(bus.BlobFolder, output.Digest, SearchOption.AllDirectories).Single());
        await bus.Publish(new MineShard(order with { Verify = new VerifyRequest("host:1") }));

        Assert.Equal(new WorkItemBlocked("run-1", "mine", "item-1", order.ExecutionKey, output), await bus.Next<WorkItemBlocked>());
    }

    static async Task<WorkOrder> Computed(BusFixture bus, ulong seed)
    {
        WorkOrder order = TestStage.Order(seed);
        await bus.Publish(new MineShard(order));
        await bus.Next<WorkItemCompleted>();
        return order;
    }

    static string[] Files(BusFixture bus) => [.. Directory.GetFiles(Path.GetDirectoryName(bus.BlobFolder)!, "*", SearchOption.AllDirectories)
        .Where(file => !file.Contains("tmp")).Order()];
}
