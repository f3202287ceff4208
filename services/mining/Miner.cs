using Rampart.Learning.Attacks;
using Rampart.Learning.Data;
using Rampart.Learning.Metrics;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using Rampart.Learning.Randomness;
using Rampart.Stages;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Mining;

/// <summary>Attacks batches of samples.</summary>
internal sealed class Miner
{
    private readonly StageModel _policy;
    private readonly StageModel _reference;
    private readonly MiningWork _work;
    private readonly StageContext _context;
    private readonly string _question;
    private readonly int[] _prompt;
    private readonly IAttack _attack;

    public Miner(StageModel policy, StageModel reference, string question, MiningWork work, StageContext context)
    {
        (_policy, _reference, _question, _work, _context) = (policy, reference, question, work, context);
        _prompt = PromptFormat.Prompt(policy.Tokenizer, question);
        _attack = work.Attack.Build();
    }

    /// <summary>Attacks some rows of a shard.</summary>
    /// <returns>The perturbations, float32 [rows, channels, height, width], on the processor, in the caller's dispose scope.</returns>
    public Tensor Mine(SampleSet samples, int[] rows, List<MinedRecord> records)
    {
        using var scope = torch.NewDisposeScope();
        Tensor clean = samples.Pixels(rows).to(_context.Device);
        ulong[] ids = [.. rows.Select(row => (ulong)samples.Ids[row])];
        Tensor features;
        using (torch.no_grad())
        {
            features = _reference.Vision.PatchFeatures(clean);
        }

        IReadOnlyList<string> targets = Answering.GreedyFrom(_reference, features, _prompt, _work.MaxNewTokens);
        PerSampleLoss loss = _work.Attack.Target == MiningTarget.Features ? AwayFrom(features) : Against(targets);
        AttackResult result = _attack.Perturb(
            loss, new AttackBatch(clean, ids, Seeds.Derive(_context.Work.Seed, "mining")), _context.Cancellation);
        IReadOnlyList<string> before = Answering.Greedy(_policy, clean, _prompt, _work.MaxNewTokens);
        IReadOnlyList<string> after = Answering.Greedy(_policy, result.Pixels, _prompt, _work.MaxNewTokens);
        IReadOnlyList<PerSampleAttackReport> reports = result.Trace.Reports(ids);
        for (int i = 0; i < rows.Length; i++)
        {
            records.Add(new MinedRecord(
                samples.Samples[rows[i]].Id,
                samples.Ids[rows[i]],
                targets[i],
                before[i],
                after[i],
                !AnswerAccuracy.Matches(after[i], before[i]),
                reports[i].InitialLoss,
                reports[i].FinalLoss,
                reports[i].NonFiniteGradients));
        }

        return (result.Pixels - clean).cpu().MoveToOuterDisposeScope();
    }

    private PerSampleLoss AwayFrom(Tensor features) =>
        pixels => FeatureDistance.Squared(_policy.Vision.PatchFeatures(pixels), features);

    private PerSampleLoss Against(IReadOnlyList<string> targets)
    {
        AnswerBatch batch = AnswerBatch.Create(_policy.Tokenizer, [.. targets.Select(_ => _question)], targets, _context.Device);
        LanguageModel language = _policy.NeedLanguage();
        return pixels => -language.LogProbs(_policy.Vision.PatchFeatures(pixels), batch).Mean();
    }
}
