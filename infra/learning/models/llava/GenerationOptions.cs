namespace Rampart.Learning.Models;

/// <summary>How answers are generated.</summary>
public sealed record GenerationOptions
{
    /// <summary>The most tokens generated per answer, the end token included; at least 1.</summary>
    public int MaxNewTokens { get; init; } = 32;

    /// <summary>0 takes the likeliest token; larger values sample from softmax(logits / temperature).</summary>
    public double Temperature { get; init; }

    /// <summary>The seed of sampling.</summary>
    public ulong Seed { get; init; }

    /// <summary>One id per prompt, which names its random stream, so that an answer does not depend on the batch it is in; the prompt's
    /// place in the batch when null.</summary>
    public IReadOnlyList<ulong>? SampleIds { get; init; }

    internal void Check(int prompts)
    {
        if (MaxNewTokens < 1)
        {
            throw new ArgumentException($"MaxNewTokens is {MaxNewTokens}; give at least 1.");
        }

        if (!(Temperature >= 0) || !double.IsFinite(Temperature))
        {
            throw new ArgumentException($"Temperature is {Temperature}; give 0 for greedy answers, or a positive number.");
        }

        if (SampleIds is not null && SampleIds.Count != prompts)
        {
            throw new ArgumentException($"{SampleIds.Count} sample ids for {prompts} prompts; give one each.");
        }
    }
}
