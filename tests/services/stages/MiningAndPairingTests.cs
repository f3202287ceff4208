using Rampart.Contracts;
using Rampart.Learning.Data;
using Rampart.Mining;
using Rampart.Pipeline.Parameters;
using Rampart.Safetensors;
using static TorchSharp.torch;

namespace Rampart.Stages.Tests;

public class MiningAndPairingTests
{
    [Theory]
    [InlineData(MiningTarget.Answer), InlineData(MiningTarget.Features)]
    public void Perturbations_stay_in_the_budget_and_images_in_range(MiningTarget target)
    {
        Bench bench = Based().Mine(Some.Mining(20, target));
        foreach (string number in new[] { "000", "001", "002" })
        {
            using var scope = NewDisposeScope();
            Dictionary<string, Tensor> mined = SafetensorsFile.Read(bench.Store.Read(bench.Output("mine", $"mined/{number}").Artifact));
            Dictionary<string, Tensor> shard = SafetensorsFile.Read(bench.Store.Read(bench.Output("images", $"train/{number}/pixels").Artifact));
            long[] ids = mined["ids"].data<long>().ToArray(), all = shard["ids"].data<long>().ToArray();
            Tensor clean = shard["pixels"].index_select(0, tensor(ids.Select(id => (long)Array.IndexOf(all, id)).ToArray())).to(ScalarType.Float32) / 255;
            Tensor adversarial = clean + mined["delta"];

            Assert.InRange(mined["delta"].abs().max().item<float>(), 1f / 255, (8f / 255) + 1e-6f);
            Assert.InRange(adversarial.min().item<float>(), -1e-6f, 1f);
            Assert.InRange(adversarial.max().item<float>(), 0f, 1 + 1e-6f);
        }
    }

    public static TheoryData<MiningAttackParameters> OtherAttacks =>
    [
        new ApgdMiningParameters { Iterations = 6 },
        new SquareMiningParameters { Queries = 40 },
        new RgfMiningParameters { Steps = 4, Directions = 10 },
    ];

    [Theory]
    [MemberData(nameof(OtherAttacks))]
    public void Every_attack_raises_the_loss_within_its_radius_and_keeps_its_identity_as_json(MiningAttackParameters attack)
    {
        Assert.Equal(attack, ParameterJson.Read<MiningAttackParameters>(ParameterJson.Write(attack)));
        Bench bench = Based().Mine(Some.Mining(20) with { Attack = attack });
        MinedRecord[] records = [.. Enumerable.Range(0, 3).SelectMany(shard => Records(bench, $"{shard:D3}"))];

        Assert.True(records.Average(record => record.LossAfter) > records.Average(record => record.LossBefore));
        using var scope = NewDisposeScope();
        Tensor delta = SafetensorsFile.Read(bench.Store.Read(bench.Output("mine", "mined/001").Artifact))["delta"];
        Assert.InRange(delta.abs().max().item<float>(), 1f / 255, (8f / 255) + 1e-6f);
    }

    [Fact]
    public void The_wanted_number_of_samples_is_spread_evenly_over_the_shards()
    {
        Bench bench = Based().Mine(Some.Mining(20));

        Assert.Equal([6, 7, 7], Enumerable.Range(0, 3).Select(shard => Records(bench, $"{shard:D3}").Count));
        Assert.Equal(20, Enumerable.Range(0, 3).SelectMany(shard => Records(bench, $"{shard:D3}")).Select(record => record.Id).Distinct().Count());
    }

    [Fact]
    public void An_attack_on_the_answer_raises_its_loss()
    {
        Bench bench = Based().Mine(Some.Mining(48));
        MinedRecord[] records = [.. Enumerable.Range(0, 3).SelectMany(shard => Records(bench, $"{shard:D3}"))];

        Assert.True(records.Average(record => record.LossAfter) > records.Average(record => record.LossBefore));
        Assert.All(records, record => Assert.Equal(record.CleanAnswer != record.AdversarialAnswer, record.Success));
    }

    [Fact]
    public void A_pair_prefers_the_clean_answer_and_says_whether_the_two_are_equal()
    {
        Bench bench = Based().Mine().Pair();
        Dictionary<string, MinedRecord> mined = Enumerable.Range(0, 3).SelectMany(shard => Records(bench, $"{shard:D3}")).ToDictionary(record => record.Id);

        PreferencePair[] pairs = [.. Enumerable.Range(0, 3).SelectMany(shard => bench.Lines<PreferencePair>(bench.Output("pair", $"pairs/{shard:D3}")))];

        Assert.Equal(mined.Keys.Order(), pairs.Select(pair => pair.Id).Order());
        Assert.All(pairs, pair => Assert.Equal(mined[pair.Id].CleanAnswer, pair.Chosen));
        Assert.All(pairs, pair => Assert.Equal(mined[pair.Id].AdversarialAnswer, pair.Rejected));
        Assert.All(pairs, pair => Assert.Equal(Sentences.EvaluationQuestion, pair.Prompt));
        Assert.All(pairs, pair => Assert.Equal(pair.Chosen == pair.Rejected, pair.Equal));
        Assert.Equal(bench.Output("mine", "mined/001").Artifact, bench.Output("pair", "mined/001").Artifact);
    }

    [Fact]
    public void Mining_and_pairing_twice_give_the_same_bytes()
    {
        Bench first = Based().Mine().Pair(), second = Based().Mine().Pair();

        Assert.Equal(first["mine"], second["mine"]);
        Assert.Equal(first["pair"], second["pair"]);
    }

    [Fact]
    public void Sampled_answers_are_drawn_from_each_samples_own_stream_and_differ_through_the_image_alone()
    {
        Bench bench = Based().Mine(Some.Mining(20) with { Attack = new PgdMiningParameters { Epsilon = 1e-9, StepSize = 1e-9, Steps = 1 } });
        IReadOnlyList<PreferencePair> Pairs(double temperature, int batch)
        {
            bench.Pair(Some.Pairing() with { Temperature = temperature, Batch = batch });
            return bench.Lines<PreferencePair>(bench.Output("pair", "pairs/001"));
        }

        IReadOnlyList<PreferencePair> greedy = Pairs(0, 8), sampled = Pairs(2, 8);

        Assert.Equal(sampled, Pairs(2, 3));
        Assert.NotEqual(greedy, sampled);
        Assert.All(sampled, pair => Assert.Equal(pair.Chosen, pair.Rejected));
    }

    private static Bench Based() => new Bench().Images().Clip().Base(Some.Base(12, 12));

    private static IReadOnlyList<MinedRecord> Records(Bench bench, string number) =>
        bench.Lines<MinedRecord>(bench.Output("mine", $"records/{number}"));
}
