using Rampart.Learning.Models;
using Rampart.Learning.Training;
using TorchSharp.Modules;

namespace Rampart.Learning.Objectives;

/// <summary>Trains the adapters of a model in place of the weights that they change (Hu et al. 2021), whatever the objective.</summary>
public sealed class LoraTraining : IObjective
{
    private readonly IObjective _inner;
    private readonly LoraAdapters _adapters;

    /// <summary>Freezes what the objective would train and trains the adapters on it instead.</summary>
    /// <param name="inner">The objective, which names the weights; owned from now on.</param>
    /// <param name="adapters">The adapters of the model in training.</param>
    /// <param name="alongside">Parts without adapters that the objective goes on training in full; none by default.</param>
    /// <exception cref="ModelConfigException">There are adapters on a part that the objective does not train.</exception>
    public LoraTraining(IObjective inner, LoraAdapters adapters, IReadOnlyCollection<ModelPart>? alongside = null)
    {
        (_inner, _adapters) = (inner, adapters);
        adapters.Unfreeze();
        var chosen = new Dictionary<string, Parameter>(StringComparer.Ordinal);
        foreach ((string name, Parameter parameter) in adapters.Weights())
        {
            Choose(name, parameter, inner.TrainableParameters.ContainsKey(LoraAdapters.HostWeight(name)));
        }

        foreach (ModelPart part in adapters.Parts.Where(part => !chosen.Keys.Any(name => ModelParts.Of(LoraAdapters.HostWeight(name)) == part)))
        {
            throw new ModelConfigException(
                $"lora: there are adapters on the {part.ToString().ToLowerInvariant()}, of which '{inner.Name}' trains nothing. Choose other parts, or have it train this one.");
        }

        foreach ((string name, Parameter parameter) in inner.TrainableParameters)
        {
            Choose(name, parameter, alongside?.Contains(ModelParts.Of(name)) == true && !adapters.Parts.Contains(ModelParts.Of(name)));
        }

        TrainableParameters = chosen;

        void Choose(string name, Parameter parameter, bool isTrained)
        {
            parameter.requires_grad = isTrained;
            if (isTrained)
            {
                chosen.Add(name, parameter);
            }
        }
    }

    /// <inheritdoc/>
    public string Name => _inner.Name;

    /// <inheritdoc/>
    public double? WeightOf(TrainingBatch batch) => _inner.WeightOf(batch);

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Parameter> TrainableParameters { get; }

    /// <inheritdoc/>
    public ObjectiveLoss Loss(TrainingBatch batch, StepContext context)
    {
        _adapters.DrawDropout(context.SeedFor("lora-dropout"));
        return _inner.Loss(batch, context);
    }

    /// <inheritdoc/>
    public void AfterStep() => _inner.AfterStep();

    /// <inheritdoc/>
    public void Dispose() => _inner.Dispose();
}
