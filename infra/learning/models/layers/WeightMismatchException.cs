using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>A checkpoint does not hold exactly the tensors of the model; the message names the first ones that differ.</summary>
public sealed class WeightMismatchException : FormatException
{
    private const int Shown = 8;

    /// <summary>States what differs.</summary>
    /// <param name="message">What, where and how to fix it.</param>
    public WeightMismatchException(string message)
        : base(message)
    {
    }

    internal static void ThrowUnlessEqual(
        string component, IReadOnlyDictionary<string, Parameter> own, IReadOnlyDictionary<string, Tensor> given)
    {
        var missing = own.Keys.Where(name => !given.ContainsKey(name)).ToArray();
        var unknown = given.Keys.Where(name => !own.ContainsKey(name) && !name.EndsWith("position_ids", StringComparison.Ordinal)).ToArray();
        if (missing.Length > 0 || unknown.Length > 0)
        {
            throw new WeightMismatchException(
                $"{component}: {Named("missing", missing)}{(missing.Length > 0 && unknown.Length > 0 ? "; " : "")}{Named("unknown", unknown)}. " +
                "Use the configuration that the checkpoint was made with.");
        }

        foreach (var (name, parameter) in own)
        {
            var tensor = given[name];
            if (!parameter.shape.AsSpan().SequenceEqual(tensor.shape))
            {
                throw new WeightMismatchException(
                    $"{component}: '{name}' has shape [{string.Join(", ", tensor.shape)}] where the configuration asks for " +
                    $"[{string.Join(", ", parameter.shape)}]. Use the configuration that the checkpoint was made with.");
            }

            if (!tensor.is_floating_point())
            {
                throw new WeightMismatchException($"{component}: '{name}' holds {tensor.dtype}; weights are floating-point numbers.");
            }
        }
    }

    private static string Named(string kind, string[] names) => names.Length == 0
        ? ""
        : $"{kind} {names.Length} of its tensors ({string.Join(", ", names.Take(Shown))}{(names.Length > Shown ? ", ..." : "")})";
}
