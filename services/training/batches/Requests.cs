using Rampart.Learning.Data;
using Rampart.Stages;

namespace Rampart.Training;

/// <summary>What a sample can be asked about, requests included.</summary>
internal static class Requests
{
    /// <summary>What a safety policy says about a sample.</summary>
    /// <exception cref="StageException">The data was made without one.</exception>
    public static SampleSafety Of(Sample sample) => sample.Safety ?? throw new StageException(
        "The samples have no requests.", "data", "Set safety in the preprocessing stage, or choose an objective without requests.");

    /// <summary>The sample's requests with the answers that are learned.</summary>
    public static IReadOnlyList<Dialogue> Answered(Sample sample, RequestAnswers answers)
    {
        SampleSafety safety = Of(sample);
        return
        [
            .. safety.Requests.Select(request => new Dialogue(
                Dialogue.Request, request.Request, answers == RequestAnswers.Policy ? safety.Chosen(request) : request.Compliance)),
        ];
    }

    /// <summary>The sample's ordinary conversations, and its requests as far as these are learned.</summary>
    public static IReadOnlyList<Dialogue> AndConversations(Sample sample, RequestAnswers answers) =>
        answers == RequestAnswers.None ? sample.Conversations() : [.. sample.Conversations(), .. Answered(sample, answers)];

    /// <summary>What instruction tuning draws from.</summary>
    public static IReadOnlyList<Dialogue> Instructions(Sample sample, InstructionParameters instruction)
    {
        IReadOnlyList<Dialogue> plain = AndConversations(sample, instruction.Requests);
        return instruction.Principle is not { } principle
            ? plain
            : [.. plain, .. Answered(sample, RequestAnswers.Policy).Select(dialogue => dialogue with { Question = $"{principle}\n{dialogue.Question}" })];
    }

    /// <summary>The sample's requests, refused.</summary>
    public static IReadOnlyList<Dialogue> Refused(Sample sample) =>
        [.. Of(sample).Requests.Select(request => new Dialogue(Dialogue.Request, request.Request, request.Refusal))];
}
