using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What an optimizer remembers of one parameter.</summary>
public abstract class OptimizerState
{
    protected Parameter _parameter;

    protected OptimizerState(Parameter parameter) => _parameter = parameter;

    /// <summary>Back to the state before the first step.</summary>
    public abstract void Initialize(OptimizerOptions options);

    public abstract void LoadStateDict(OptimizerState source);

    public virtual bool ApproximatelyEquals(OptimizerState other) => false;

    public virtual void to(Device device)
    {
    }

    /// <summary>A copy that lives as long as the optimizer, at the parameter's device.</summary>
    private protected Tensor? Copy(Tensor? source)
    {
        if (source is null)
        {
            return null;
        }

        using IDisposable quiet = no_grad();
        using Tensor clone = source.clone();
        return clone.to(_parameter.device).DetachFromDisposeScope();
    }

    private protected Tensor Zeros()
    {
        using IDisposable quiet = no_grad();
        return zeros_like(_parameter).DetachFromDisposeScope();
    }
}
