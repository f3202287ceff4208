using Rampart.Learning.Data;

namespace Rampart.Evaluation;

/// <summary>A task that is answered in words, into whose mouth attacks may put others.</summary>
internal interface IWordedTask : IEvaluatedTask
{
    /// <summary>What is asked about a sample.</summary>
    string Question(Sample sample);

    /// <summary>The answers that count as true, different ones, the best known first.</summary>
    IReadOnlyList<string> References(Sample sample) => [Truth(sample)];
}
