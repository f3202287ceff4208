using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Filling with random numbers, and drawing by the elements as probabilities.</summary>
    public partial class Tensor
    {
        public Tensor normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) =>
            InPlace(Aten.normal_.Call(this, mean, std, generator));

        public Tensor uniform_(double from, double to, Generator? generator = null) => InPlace(Aten.uniform_.Call(this, from, to, generator));

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => InPlace(Aten.bernoulli__float.Call(this, p, generator));

        public Tensor bernoulli_(Tensor p, Generator? generator = null) => InPlace(Aten.bernoulli__Tensor.Call(this, p, generator));

        public Tensor exponential_(double lambda = 1.0, Generator? generator = null) => InPlace(Aten.exponential_.Call(this, lambda, generator));

        public Tensor geometric_(double p, Generator? generator = null) => InPlace(Aten.geometric_.Call(this, p, generator));

        public Tensor cauchy_(double median = 0.0, double sigma = 1.0, Generator? generator = null) =>
            InPlace(Aten.cauchy_.Call(this, median, sigma, generator));

        public Tensor log_normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) =>
            InPlace(Aten.log_normal_.Call(this, mean, std, generator));

        public Tensor random_(double from, double to, Generator? generator = null) =>
            InPlace(Aten.random__from.Call(this, (long)from, (long)to, generator));

        public Tensor bernoulli(Generator? generator = null) => Aten.bernoulli.Call(this, generator).Tensor;

        public Tensor poisson(Generator? generator = null) => Aten.poisson.Call(this, generator).Tensor;

        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            Aten.multinomial.Call(this, num_samples, replacement, generator).Tensor;
    }
}
