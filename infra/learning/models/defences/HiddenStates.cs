using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Hidden states behind every layer at one place of each prompt.</summary>
internal sealed class HiddenStates : IHiddenShift
{
    private readonly SortedDictionary<int, Tensor> _seen = [];

    /// <summary>Reads prompts and gives [layers, batch, width].</summary>
    /// <param name="reading">How they are read.</param>
    /// <param name="prompts">The prompts.</param>
    /// <param name="places">[batch, 1] int64: places within the suffix.</param>
    public static Tensor At(IPromptReading reading, PromptSequence prompts, Tensor places)
    {
        var states = new HiddenStates();
        reading.Logits(prompts, places, states);
        Tensor[] seen = [.. states._seen.Values];
        Tensor joined = stack(seen, 0);
        Array.ForEach(seen, tensor => tensor.Dispose());
        return joined;
    }

    public Tensor? Behind(int layer, long first, long length) => null;

    public void Seen(int layer, Tensor hidden, Tensor wanted)
    {
        // Behind the last layer there are the wanted positions alone. Either way it must outlive the layer's scope, to be stacked.
        Tensor state = hidden.shape[1] == wanted.shape[1]
            ? hidden
            : hidden.gather(1, wanted.unsqueeze(2).expand(-1, -1, hidden.shape[2]));
        _seen[layer] = state.select(1, 0).clone().DetachFromDisposeScope();
    }
}
