using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>Makes parameters that outlive the dispose scope in which a model is built.</summary>
internal static class Parameters
{
    /// <summary>A zero-filled float32 parameter, registered under <paramref name="name"/>.</summary>
    public static Parameter Add(nn.Module module, string name, params long[] shape)
    {
        var parameter = new Parameter(zeros(shape, ScalarType.Float32));
        parameter.DetachFromDisposeScope();
        module.register_parameter(name, parameter);
        return parameter;
    }

    /// <summary>A parameter of ones, as norms start with.</summary>
    public static Parameter AddOnes(nn.Module module, string name, params long[] shape)
    {
        var parameter = new Parameter(ones(shape, ScalarType.Float32));
        parameter.DetachFromDisposeScope();
        module.register_parameter(name, parameter);
        return parameter;
    }
}
