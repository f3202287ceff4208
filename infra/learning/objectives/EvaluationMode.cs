using Rampart.Learning.Models;

namespace Rampart.Learning.Objectives;

/// <summary>Models in evaluation mode with weights held constant, as an attack inside a training step wants them; back as they were when disposed.</summary>
internal sealed class EvaluationMode : IDisposable
{
    private readonly (ModelComponent Component, bool WasTraining, IDisposable Hold)[] _held;

    public EvaluationMode(params ModelComponent[] components)
    {
        _held = [.. components.Select(component => (component, component.training, component.HoldWeights()))];
        foreach (ModelComponent component in components)
        {
            component.eval();
        }
    }

    public void Dispose()
    {
        foreach ((ModelComponent component, bool wasTraining, IDisposable hold) in _held)
        {
            hold.Dispose();
            component.train(wasTraining);
        }
    }
}
