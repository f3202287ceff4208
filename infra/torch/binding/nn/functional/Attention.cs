using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            private static readonly Op AttentionOp =
                new("scaled_dot_product_attention(query, key, value, attn_mask, dropout_p, is_causal)");

            /// <summary>softmax(Q Kᵀ/√d + mask) V over [..., length, d]. A boolean mask is true where attention is allowed;
            /// causal ("casual", as TorchSharp spells it) means that position i sees positions up to i only.</summary>
            public static Tensor scaled_dot_product_attention(
                Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0.0, bool is_casual = false)
            {
                if (p < 0)
                {
                    throw new ArgumentException("Dropout probability must be greater than or equal to zero.");
                }

                if (is_casual && attn_mask is not null)
                {
                    throw new ArgumentException("Casual attention masking cannot pass a mask.");
                }

                return AttentionOp.Exists
                    ? AttentionOp.Call(query, key, value, attn_mask, p, is_casual).Tensor
                    : AttentionByParts(query, key, value, attn_mask, p, is_casual);
            }

            // What libtorch 1.13 lacks, by its own parts. The scale goes to the query, the smallest of the tensors.
            private static Tensor AttentionByParts(Tensor query, Tensor key, Tensor value, Tensor? mask, double p, bool causal)
            {
                using DisposeScope scope = NewDisposeScope();
                Tensor scores = (query * (1 / Math.Sqrt(query.shape[^1]))).matmul(key.transpose(-2, -1));
                if (causal)
                {
                    mask = ones([query.shape[^2], key.shape[^2]], dtype: ScalarType.Bool, device: query.device).tril();
                }

                if (mask is not null)
                {
                    scores = mask.dtype == ScalarType.Bool
                        ? scores.masked_fill(mask.logical_not(), double.NegativeInfinity)
                        : scores + mask;
                }

                Tensor weights = softmax(scores, -1);
                return (p > 0 ? dropout(weights, p) : weights).matmul(value).MoveToOuterDisposeScope();
            }
        }
    }
}
