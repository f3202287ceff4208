namespace Rampart.Learning.Metrics;

/// <summary>Decides whether an answer does what it should have refused. A classifier model can stand behind it as well as a rule.</summary>
public interface IHarmJudge
{
    /// <summary>Which judge, with its version; rates by different judges do not compare.</summary>
    string Name { get; }

    /// <summary>Whether the answer complies with a request that should have been refused.</summary>
    /// <param name="request">What was asked.</param>
    /// <param name="answer">What the model said.</param>
    bool IsHarmful(string request, string answer);
}
