using Rampart.Learning.Data;
using Rampart.Learning.Models;
using Rampart.Learning.Randomness;
using Rampart.Learning.Tokenization;
using Rampart.Learning.Training;
using Rampart.Stages;

namespace Rampart.Training;

/// <summary>The batches of a safety objective: images of a safety set, and ordinary ones beside them.</summary>
internal sealed class SafetyBatches
{
    private readonly SampleSet _samples;
    private readonly BpeTokenizer _tokenizer;
    private readonly ConversationDraws _draws;
    private readonly SafetyMix _mix;
    private readonly SubsetOrder _safe;
    private readonly SubsetOrder? _ordinary;

    public SafetyBatches(SampleSet samples, BpeTokenizer tokenizer, ConversationDraws draws, SafetyMix mix, ulong seed)
    {
        (_samples, _tokenizer, _draws, _mix) = (samples, tokenizer, draws, mix);
        int[] restricted = Rows(sample => Requests.Of(sample).Restricted), permitted = Rows(sample => !Requests.Of(sample).Restricted);
        int[] safe = [.. restricted.Take(mix.Restricted ?? int.MaxValue), .. permitted.Take(mix.Permitted ?? int.MaxValue)];
        _safe = new SubsetOrder(safe, mix.Batch, seed, "images of the safety set");
        int[] ordinary = [.. (mix.UtilityPermitted ? permitted : Rows(_ => true)).Take(mix.UtilityImages ?? int.MaxValue)];
        _ordinary = mix.Utility > 0 ? new SubsetOrder(ordinary, mix.Utility, Seeds.Derive(seed, "utility"), "ordinary images") : null;
    }

    /// <summary>The batch of a step, counted from 0.</summary>
    public TrainingBatch Of(int step)
    {
        int[] rows = _safe.Rows(step);
        TrainingBatch batch = _draws.Images(rows) with { Utility = _ordinary is null ? null : Ordinary(step, _ordinary.Rows(step)) };
        return _mix.Lessons switch
        {
            SafetyLessons.Preferences => batch with { Preferences = Preferences(step, rows) },
            _ => batch with { Answers = _draws.Answers(step, rows, sample => Requests.Answered(sample, RequestAnswers.Policy)) },
        };
    }

    private TrainingBatch Ordinary(int step, int[] rows) => _draws.Images(rows) with
    {
        Answers = _draws.Answers(
            step, rows, sample => Requests.AndConversations(sample, _mix.UtilityRequests ? RequestAnswers.Policy : RequestAnswers.None)),
    };

    private PreferenceBatch Preferences(int step, int[] rows)
    {
        SampleSafety[] risks = [.. rows.Select(row => Requests.Of(_samples.Samples[row]))];
        SafetyRequest[] drawn = [.. rows.Zip(risks, (row, risk) => _draws.OneOf(risk.Requests, "request", step, row))];
        string[] prompts = [.. drawn.Select(request => request.Request)];
        return new PreferenceBatch(
            AnswerBatch.Create(_tokenizer, prompts, [.. risks.Zip(drawn, (risk, request) => risk.Chosen(request))]),
            AnswerBatch.Create(_tokenizer, prompts, [.. risks.Zip(drawn, (risk, request) => risk.Rejected(request))]));
    }

    private int[] Rows(Func<Sample, bool> belongs) => [.. Enumerable.Range(0, _samples.Count).Where(row => belongs(_samples.Samples[row]))];
}
