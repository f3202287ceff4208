using Rampart.Learning.Randomness;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Fills parameters with start values that depend on seed and parameter name only, never on the order of construction.</summary>
internal static class SeededWeights
{
    private const string Purpose = "initial-weights/";

    /// <summary>Normal values for the parameters that have a standard deviation; the others are left as they are.</summary>
    /// <param name="parameters">Parameters by their Hugging Face name.</param>
    /// <param name="seed">The seed of the model.</param>
    /// <param name="deviation">The standard deviation for a name, or null to leave the parameter alone.</param>
    public static void Fill(IEnumerable<(string Name, Parameter Value)> parameters, ulong seed, Func<string, double?> deviation)
    {
        using var constant = no_grad();
        foreach (var (name, parameter) in parameters)
        {
            if (deviation(name) is not { } std)
            {
                continue;
            }

            using var scope = NewDisposeScope();
            var values = new float[parameter.numel()];
            new SampleRandom(seed, Purpose + name).FillNormal(values, (float)std);
            parameter.copy_(tensor(values).view(parameter.shape));
        }
    }
}
