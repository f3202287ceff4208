using Rampart.Learning.Models;
using static TorchSharp.torch;

namespace Rampart.Learning.Tests.Models;

public sealed class AttentionProductTests
{
    [Theory]
    [InlineData(3, 17, false)]
    [InlineData(3, 17, true)]
    [InlineData(20, 17, false)]
    [InlineData(20, 17, true)]
    public void Every_query_mixes_the_values_by_the_softmax_of_its_masked_scores(int queries, int keys, bool masked)
    {
        using var scope = NewDisposeScope();
        using var prepared = new PreparedWeights(ComputePrecision.Float32);
        var q = TinyModels.Hashed("q", [2, queries, 4], -2, 2);
        var k = TinyModels.Hashed("k", [2, keys, 4], -2, 2);
        var v = TinyModels.Hashed("v", [2, keys, 4], -2, 2);
        var allowed = new bool[queries, keys];
        var mask = new float[queries * keys];
        for (int i = 0; i < queries; i++)
        {
            for (int j = 0; j < keys; j++)
            {
                allowed[i, j] = !masked || j <= i;
                mask[(i * keys) + j] = allowed[i, j] ? 0 : float.NegativeInfinity;
            }
        }

        var mixed = AttentionProduct.Mix(q, k, v, masked ? tensor(mask).view(queries, keys) : null, prepared);
        TinyModels.AssertClose(Expected(Values(q), Values(k), Values(v), allowed), mixed, 1e-5);
    }

    private static float[] Values(Tensor tensor) => tensor.data<float>().ToArray();

    private static float[] Expected(float[] q, float[] k, float[] v, bool[,] allowed)
    {
        (int queries, int keys) = (allowed.GetLength(0), allowed.GetLength(1));
        var result = new float[q.Length];
        for (int head = 0; head < 2; head++)
        {
            for (int i = 0; i < queries; i++)
            {
                double total = 0;
                var sums = new double[4];
                for (int j = 0; j < keys; j++)
                {
                    double score = Enumerable.Range(0, 4).Sum(d => (double)q[(((head * queries) + i) * 4) + d] * k[(((head * keys) + j) * 4) + d]);
                    double weight = allowed[i, j] ? Math.Exp(score) : 0;
                    total += weight;
                    for (int d = 0; d < 4; d++)
                    {
                        sums[d] += weight * v[(((head * keys) + j) * 4) + d];
                    }
                }

                for (int d = 0; d < 4; d++)
                {
                    result[(((head * queries) + i) * 4) + d] = (float)(sums[d] / total);
                }
            }
        }

        return result;
    }
}
