using System.ComponentModel;
using Rampart.Learning.Data;
using Rampart.Pipeline.Parameters;

namespace Rampart.Preprocessing;

/// <summary>Requests that are to be refused about every image.</summary>
public sealed record UnsafeRequestParameters
{
    /// <summary>How many a sample gets.</summary>
    [Description("Unsafe requests per sample, beside those that the image decides; at most 2 without a corpus. The task unsafe-instruction asks the first one.")]
    [Bounds(1, 16, Unit = "requests")]
    public int Requests { get; init; } = 1;

    /// <summary>A set that they come from.</summary>
    [Description("A published set whose instructions are asked; harmless made-up ones unless given.")]
    public CorpusParameters? Corpus { get; init; }

    /// <summary>What samples draw from where there is no corpus.</summary>
    internal UnsafeRequests MadeUp => new(SafetySentences.UnsafeTemplates, Requests);

    internal UnsafeRequestParameters InWork() => this with { Corpus = Corpus is { } corpus ? corpus with { Path = CorpusParameters.Role } : null };

    internal IEnumerable<ParameterFault> Check()
    {
        int known = SafetySentences.UnsafeTemplates.Count;
        if (Corpus is null && Requests > known)
        {
            yield return new ParameterFault("unsafe.requests", $"there are {known} made-up unsafe requests", "Lower it, or name a corpus.");
        }
    }

    /// <summary>What samples draw from.</summary>
    /// <param name="read">Gives the corpus's file.</param>
    /// <exception cref="DataException">The file is not what it should be, or holds too few instructions.</exception>
    internal UnsafeRequests Open(Func<string, SourceBytes> read)
    {
        if (Corpus is not { } corpus)
        {
            return MadeUp;
        }

        SafetyRequest[] templates = [.. corpus.Read(read(CorpusParameters.Role)).Select(SafetySentences.Unsafe)];
        return templates.Length >= Requests
            ? new UnsafeRequests(templates, Requests)
            : throw new DataException(
                $"{Requests} unsafe requests are wanted per sample, but the corpus has {templates.Length}", "safety.unsafe.requests", "lower it");
    }
}
