using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Training;

/// <summary>The Euclidean norm of all gradients together, measured and limited without leaving the device.</summary>
internal static class GradientNorm
{
    /// <summary>A scalar tensor.</summary>
    public static Tensor Of(IEnumerable<Parameter> parameters) =>
        torch.stack(parameters.Select(parameter => parameter.grad!.norm()), 0).norm();

    /// <summary>Scales all gradients by min(1, limit / (norm + 1e-6)), as PyTorch does.</summary>
    public static void Clip(IEnumerable<Parameter> parameters, Tensor norm, double limit)
    {
        Tensor factor = (limit / (norm + 1e-6)).clamp(max: 1);
        foreach (Parameter parameter in parameters)
        {
            parameter.grad!.mul_(factor);
        }
    }
}
