using Rampart.Learning.Data;

namespace Rampart.Preprocessing;

/// <summary>Samples that have been let in, to find out whether another one brings anything new.</summary>
/// <param name="distance">How far the hashes of near-duplicates are apart at most; -1 looks for none.</param>
internal sealed class KnownSamples(int distance)
{
    private readonly Dictionary<long, int> _labels = [];
    private readonly SimilarImages _similar = new(distance);

    /// <summary>Adds a sample; of equal ones the first counts.</summary>
    public void Add(Fingerprint sample)
    {
        if (_labels.TryAdd(sample.Id, sample.Label) && distance >= 0)
        {
            _similar.Add(sample.Hash, sample.Id);
        }
    }

    /// <summary>Why the sample is nothing new; null when it is.</summary>
    public QuarantinedSample? Resembled(string shard, Fingerprint sample)
    {
        if (_labels.TryGetValue(sample.Id, out int label))
        {
            return label == sample.Label
                ? new QuarantinedSample(shard, QuarantineReason.Duplicate, "the same image has come before") { Index = sample.Index, Of = sample.Id }
                : new QuarantinedSample(shard, QuarantineReason.ConflictingLabel, $"the same image has come before with label {label}, now it has {sample.Label}")
                {
                    Index = sample.Index, Of = sample.Id, Figure = label,
                };
        }

        return distance >= 0 && _similar.Find(sample.Hash) is var (id, apart)
            ? new QuarantinedSample(shard, QuarantineReason.NearDuplicate, $"{apart} of {PerceptualHash.Bits} bits differ from an image that has come before")
            {
                Index = sample.Index, Of = id, Figure = apart,
            }
            : null;
    }
}
