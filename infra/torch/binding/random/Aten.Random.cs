namespace TorchSharp.Interop;

/// <summary>Random numbers.</summary>
internal static partial class Aten
{
    internal static readonly Op bernoulli = new("bernoulli(self, generator)");
    internal static readonly Op bernoulli__float = new("bernoulli_.float(self, p, generator)");
    internal static readonly Op bernoulli__Tensor = new("bernoulli_.Tensor(self, p, generator)");
    internal static readonly Op multinomial = new("multinomial(self, num_samples, replacement, generator)");
    internal static readonly Op normal_ = new("normal_(self, mean, std, generator)");
    internal static readonly Op uniform_ = new("uniform_(self, from, to, generator)");
    internal static readonly Op exponential_ = new("exponential_(self, lambd, generator)");
    internal static readonly Op geometric_ = new("geometric_(self, p, generator)");
    internal static readonly Op cauchy_ = new("cauchy_(self, median, sigma, generator)");
    internal static readonly Op log_normal_ = new("log_normal_(self, mean, std, generator)");
    internal static readonly Op random__from = new("random_.from(self, from, to, generator)");
    internal static readonly Op poisson = new("poisson(self, generator)");
}
