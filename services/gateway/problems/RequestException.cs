namespace Rampart.Gateway.Problems;

/// <summary>The request can't be answered; the problem says why.</summary>
sealed class RequestException(int status, string what, string where, string fix) : Exception(what)
{
    /// <summary>What is answered.</summary>
    public Problem Problem { get; } = Problem.Of(status, what, where, fix);
}
