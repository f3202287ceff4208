using Rampart.Learning.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Chooses each sample's next token: the likeliest one, or one drawn from the sample's own random stream.</summary>
internal sealed class NextToken
{
    private readonly double _temperature;
    private readonly SampleRandom[] _streams;

    public NextToken(GenerationOptions options, IReadOnlyList<ulong> sampleIds)
    {
        _temperature = options.Temperature;
        _streams = _temperature == 0 ? [] : [.. sampleIds.Select(id => new SampleRandom(options.Seed, "generation", id))];
    }

    /// <param name="logits">[batch, vocabulary] float32.</param>
    public int[] Choose(Tensor logits)
    {
        if (_temperature == 0)
        {
            return [.. logits.argmax(1).cpu().data<long>().ToArray().Select(id => (int)id)];
        }

        int vocabulary = (int)logits.shape[1];
        float[] probabilities = (logits / _temperature).softmax(1).cpu().data<float>().ToArray();
        return [.. _streams.Select((stream, i) => Draw(probabilities.AsSpan(i * vocabulary, vocabulary), stream.NextDouble()))];
    }

    // Inverts the cumulative distribution; rounding may leave its end below 1, where the last possible token stands in.
    private static int Draw(ReadOnlySpan<float> probabilities, double uniform)
    {
        double total = 0;
        foreach (float probability in probabilities)
        {
            total += probability;
        }

        double threshold = uniform * total;
        double sum = 0;
        int last = 0;
        for (int i = 0; i < probabilities.Length; i++)
        {
            sum += probabilities[i];
            if (probabilities[i] > 0)
            {
                last = i;
            }

            if (sum > threshold)
            {
                return i;
            }
        }

        return last;
    }
}
