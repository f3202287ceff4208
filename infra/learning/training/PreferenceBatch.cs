using Rampart.Learning.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Training;

/// <summary>Preference pairs of a batch: for each image the preferred answer, the rejected one, and how the image was perturbed to get the latter.</summary>
/// <param name="Chosen">The question with the preferred answer y_w, which a model gave on the clean image.</param>
/// <param name="Rejected">The question with the rejected answer y_l, which it gave on the adversarial image.</param>
/// <param name="Perturbations">The mined perturbations, float32 of the shape of the pixels; null to attack from a random start.</param>
public sealed record PreferenceBatch(AnswerBatch Chosen, AnswerBatch Rejected, Tensor? Perturbations = null)
{
    /// <summary>Which pairs really differ: float32 [batch], 1 where any answer token does, 0 where the answers are the same.</summary>
    public Tensor Differ()
    {
        using var scope = torch.NewDisposeScope();
        long width = Math.Max(Chosen.Labels.shape[1], Rejected.Labels.shape[1]);
        Tensor tokens = Widened(Chosen.Labels, width).ne(Widened(Rejected.Labels, width));
        // A shorter answer that the other one continues differs in its mask.
        Tensor lengths = Widened(Chosen.Mask, width).ne(Widened(Rejected.Mask, width));
        return tokens.logical_or(lengths).any(1).to(ScalarType.Float32).MoveToOuterDisposeScope();
    }

    /// <summary>The same pairs on a device.</summary>
    public PreferenceBatch To(Device device) => new(Chosen.To(device), Rejected.To(device), Perturbations?.to(device));

    /// <summary>Some pairs in a row.</summary>
    public PreferenceBatch Rows(int first, int count) => new(Chosen.Rows(first, count), Rejected.Rows(first, count), Perturbations?.narrow(0, first, count));

    private static Tensor Widened(Tensor rows, long width)
    {
        long missing = width - rows.shape[1];
        return missing == 0 ? rows : torch.cat([rows, torch.zeros([rows.shape[0], missing], dtype: rows.dtype, device: rows.device)], 1);
    }
}
