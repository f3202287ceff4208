using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>softmax(q k' + mask) v for many heads at once, softmax in float32.</summary>
internal static class AttentionProduct
{
    // Below this many queries there is nothing to vectorise over.
    private const int FewQueries = 16;

    /// <param name="queries">[heads, queries, size], scaled by 1/sqrt(size).</param>
    /// <param name="keys">[heads, keys, size].</param>
    /// <param name="values">[heads, keys, size].</param>
    /// <param name="mask">Added to the scores; [queries, keys] or [heads, queries, keys], in the precision of products; or null.</param>
    /// <param name="prepared">Says the precision of products.</param>
    /// <returns>[heads, queries, size] in the precision of products.</returns>
    public static Tensor Mix(Tensor queries, Tensor keys, Tensor values, Tensor? mask, PreparedWeights prepared)
    {
        if (queries.shape[1] < FewQueries)
        {
            var scores = Scores(queries, keys, mask);
            return prepared.Operand(scores.softmax(-1, ScalarType.Float32)).bmm(values);
        }

        // Scores [heads, keys, queries]: the softmax then runs across rows and vectorises over queries, which on processors takes
        // two thirds of the time of one along rows, and half of it in the backward pass.
        var across = Scores(keys, queries, mask?.transpose(-1, -2));
        return prepared.Operand(across.softmax(1, ScalarType.Float32)).transpose(1, 2).bmm(values);
    }

    private static Tensor Scores(Tensor rows, Tensor columns, Tensor? mask)
    {
        columns = columns.transpose(1, 2);
        return mask is null ? rows.bmm(columns) : mask.baddbmm(rows, columns);
    }
}
