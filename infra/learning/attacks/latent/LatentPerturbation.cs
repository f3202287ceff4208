using Rampart.Learning.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Attacks;

/// <summary>What is added to hidden states at the positions of prompts, [batch, longest prompt, width] per layer.</summary>
internal sealed class LatentPerturbation(IReadOnlyList<int> layers, IReadOnlyList<Tensor> added) : IHiddenShift
{
    /// <summary>What is added per layer.</summary>
    public IReadOnlyList<Tensor> Added => added;

    /// <summary>1 at the positions before a sample's first answer token, else 0; float32 [batch, longest prompt, 1].</summary>
    public static Tensor PromptMask(AnswerBatch answers, long patches)
    {
        Tensor lengths = answers.Predictors.narrow(1, 0, 1) + (answers.Prefix.Count + patches + 1);
        Tensor positions = torch.arange(lengths.max().item<long>(), ScalarType.Int64, lengths.device).unsqueeze(0);
        return positions.lt(lengths).to(ScalarType.Float32).unsqueeze(2);
    }

    public IHiddenShift Rows(Tensor rows) => new LatentPerturbation(layers, [.. added.Select(layer => layer.index_select(0, rows))]);

    public Tensor? Behind(int layer, long first, long length)
    {
        int place = layers.ToList().IndexOf(layer);
        if (place < 0 || first >= added[place].shape[1])
        {
            return null;
        }

        Tensor own = added[place].narrow(1, first, Math.Min(length, added[place].shape[1] - first));
        long missing = length - own.shape[1];
        return missing == 0 ? own : torch.cat([own, torch.zeros([own.shape[0], missing, own.shape[2]], own.dtype, own.device)], 1);
    }
}
