using System.Diagnostics.CodeAnalysis;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Rows of a table by index.</summary>
        public sealed class Embedding : torch.nn.Module<torch.Tensor, torch.Tensor>
        {
            private readonly long _padding;
            private readonly bool _scaleByFrequency;
            private readonly bool _sparse;

            [ComponentName(Name = nameof(weight))]
            private Parameter? _weight;

            internal Embedding(Parameter weight, long? padding_idx, bool scale_grad_by_freq, bool sparse)
                : base(nameof(Embedding))
            {
                (this.weight, _scaleByFrequency, _sparse) = (weight, scale_grad_by_freq, sparse);
                _padding = padding_idx is { } index ? (index + weight.shape[0]) % weight.shape[0] : -1;
            }

            [DisallowNull]
            public Parameter? weight
            {
                get => _weight;
                set => ConditionallyRegisterParameter(nameof(weight), _weight = Own(_weight, value));
            }

            public override torch.Tensor forward(torch.Tensor input) =>
                torch.nn.functional.Rows(_weight!, input, _padding, _scaleByFrequency, _sparse);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A table drawn from N(0, 1); the row of <paramref name="padding_idx"/> is zero and gets no gradient.</summary>
            public static Embedding Embedding(
                long num_embeddings,
                long embedding_dims,
                long? padding_idx = null,
                double? max_norm = null,
                double norm_type = 2.0,
                bool scale_grad_by_freq = false,
                bool sparse = false,
                Device? device = null,
                ScalarType? dtype = null)
            {
                RefuseRenormalisation(max_norm);
                var weight = new Parameter(empty(num_embeddings, embedding_dims, dtype: dtype, device: device));
                init.normal_(weight);
                if (padding_idx is { } padding)
                {
                    using IDisposable quiet = no_grad();
                    using Tensor row = weight.select(0, padding);
                    row.zero_().Dispose();
                }

                return new Embedding(weight, padding_idx, scale_grad_by_freq, sparse);
            }

            public static Embedding Embedding_from_pretrained(
                Tensor embeddings,
                bool freeze = true,
                long? padding_idx = null,
                double? max_norm = null,
                double norm_type = 2.0,
                bool scale_grad_by_freq = false,
                bool sparse = false,
                Device? device = null,
                ScalarType? dtype = null)
            {
                RefuseRenormalisation(max_norm);
                Tensor table = embeddings.detach().to(dtype ?? embeddings.dtype, device ?? embeddings.device);
                return new Embedding(new Parameter(table, !freeze), padding_idx, scale_grad_by_freq, sparse);
            }

            private static void RefuseRenormalisation(double? max_norm)
            {
                if (max_norm is not null)
                {
                    throw new NotSupportedException("This binding's Embedding does not renormalise rows: leave max_norm out.");
                }
            }
        }
    }
}
