using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Hidden states behind every layer at one place of each prompt.</summary>
internal sealed class HiddenStates : IHiddenShift
{
    private readonly Tensor _places;
    private readonly long _suffix;
    private readonly SortedDictionary<int, Tensor> _seen = [];

    private HiddenStates(Tensor places, long suffix) => (_places, _suffix) = (places, suffix);

    /// <summary>Reads prompts and gives [layers, batch, width].</summary>
    /// <param name="reading">How they are read.</param>
    /// <param name="prompts">The prompts.</param>
    /// <param name="places">[batch, 1] int64: places within the suffix.</param>
    public static Tensor At(IPromptReading reading, PromptSequence prompts, Tensor places)
    {
        var states = new HiddenStates(places, prompts.Suffix.shape[1]);
        reading.Logits(prompts, places, states);
        Tensor[] seen = [.. states._seen.Values];
        Tensor joined = stack(seen, 0);
        Array.ForEach(seen, tensor => tensor.Dispose());
        return joined;
    }

    public Tensor? Behind(int layer, long first, long length) => null;

    public void Seen(int layer, Tensor hidden)
    {
        // Behind the last layer there is the wanted place alone.
        bool isWanted = hidden.shape[1] == 1;
        Tensor rows = (_places + (hidden.shape[1] - _suffix)).unsqueeze(2).expand(-1, -1, hidden.shape[2]);
        // It must outlive the layer's scope, to be stacked.
        _seen[layer] = (isWanted ? hidden.select(1, 0) : hidden.gather(1, rows).select(1, 0)).clone().DetachFromDisposeScope();
    }
}
