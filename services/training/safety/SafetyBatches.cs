using Rampart.Learning.Data;
using Rampart.Learning.Models;
using Rampart.Learning.Randomness;
using Rampart.Learning.Tokenization;
using Rampart.Learning.Training;
using Rampart.Stages;
using TorchSharp;

namespace Rampart.Training;

/// <summary>The batches of a safety objective: images of a safety set, and ordinary ones beside them.</summary>
internal sealed class SafetyBatches
{
    private readonly SampleSet _samples;
    private readonly BpeTokenizer _tokenizer;
    private readonly ConversationDraws _draws;
    private readonly SafetyMix _mix;
    private readonly IReadOnlyList<string> _types;
    private readonly SubsetOrder _safe;
    private readonly SubsetOrder? _ordinary;

    public SafetyBatches(
        SampleSet samples, BpeTokenizer tokenizer, ConversationDraws draws, SafetyMix mix, IReadOnlyList<string> types, ulong seed)
    {
        (_samples, _tokenizer, _draws, _mix, _types) = (samples, tokenizer, draws, mix, types);
        int[] restricted = Rows(IsRestricted), permitted = Rows(sample => !IsRestricted(sample));
        int[] safe = [.. restricted.Take(mix.Restricted ?? int.MaxValue), .. permitted.Take(mix.Permitted ?? int.MaxValue)];
        _safe = new SubsetOrder(safe, mix.Batch, seed, "images of the safety set");
        int[] ordinary = [.. Rows(_ => true).Take(mix.UtilityImages ?? int.MaxValue)];
        _ordinary = mix.Utility > 0 ? new SubsetOrder(ordinary, mix.Utility, Seeds.Derive(seed, "utility"), "ordinary images") : null;
    }

    /// <summary>The batch of a step, counted from 0.</summary>
    public TrainingBatch Of(int step)
    {
        int[] rows = _safe.Rows(step);
        TrainingBatch batch = _draws.Images(rows) with { Utility = _ordinary is null ? null : Ordinary(step, _ordinary.Rows(step)) };
        return _mix.Lessons switch
        {
            SafetyLessons.Risks => batch with
            {
                Answers = _draws.Answers(step, rows, sample => Requests.AndConversations(sample, RequestAnswers.Policy)),
                Risks = Risks(rows),
            },
            SafetyLessons.Preferences => batch with { Preferences = Preferences(step, rows) },
            _ => batch with { Answers = _draws.Answers(step, rows, sample => Requests.Answered(sample, RequestAnswers.Policy)) },
        };
    }

    private TrainingBatch Ordinary(int step, int[] rows) => _draws.Images(rows) with
    {
        Answers = _draws.Answers(
            step,
            rows,
            sample => Requests.AndConversations(
                sample, _mix.UtilityRequests && !Requests.Of(sample).Restricted ? RequestAnswers.Policy : RequestAnswers.None)),
    };

    private PreferenceBatch Preferences(int step, int[] rows)
    {
        SampleSafety[] risks = [.. rows.Select(row => Requests.Of(_samples.Samples[row]))];
        SafetyRequest[] drawn = [.. rows.Zip(risks, (row, risk) => _draws.OneOf(risk.Requests, "request", step, row))];
        int[][] prompts = [.. drawn.Select(request => PromptFormat.Prompt(_tokenizer, request.Request))];
        return new PreferenceBatch(
            Batch(risks.Zip(drawn, (risk, request) => PromptFormat.Answer(_tokenizer, risk.Chosen(request)))),
            Batch(rows.Select((row, place) => Rejected(_samples.Samples[row], risks[place].Rejected(drawn[place])))));

        AnswerBatch Batch(IEnumerable<int[]> answers) => AnswerBatch.FromTokens(prompts, [.. answers], _tokenizer.ImageId, _tokenizer.PadId);
    }

    private int[] Rejected(Sample sample, string answer)
    {
        int named = answer.IndexOf($" {sample.Answer}", StringComparison.Ordinal);
        return _mix.Rejected == RejectedText.Prefix && named > 0 ? PromptFormat.Opening(_tokenizer, answer[..named]) : PromptFormat.Answer(_tokenizer, answer);
    }

    private RiskLabels Risks(int[] rows)
    {
        SampleSafety[] risks = [.. rows.Select(row => Requests.Of(_samples.Samples[row]))];
        return new RiskLabels(
            torch.tensor(risks.Select(risk => (long)risk.Level).ToArray()),
            torch.tensor(risks.Select(risk => (long)_types.ToList().IndexOf(risk.Type)).ToArray()));
    }

    private bool IsRestricted(Sample sample) => _mix.ByRisk ? Requests.Of(sample).Level > 0 : Requests.Of(sample).Restricted;

    private int[] Rows(Func<Sample, bool> belongs) => [.. Enumerable.Range(0, _samples.Count).Where(row => belongs(_samples.Samples[row]))];
}
