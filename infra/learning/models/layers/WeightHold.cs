namespace Rampart.Learning.Models;

/// <summary>Ends, when disposed, a span in which a model's weights are constants.</summary>
internal sealed class WeightHold : IDisposable
{
    private PreparedWeights? _prepared;

    public WeightHold(PreparedWeights prepared)
    {
        _prepared = prepared;
        prepared.Hold();
    }

    public void Dispose() => Interlocked.Exchange(ref _prepared, null)?.Release();
}
