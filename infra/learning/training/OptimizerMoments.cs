using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Training;

/// <summary>Reads and writes AdamW's state by parameter name; the optimizer itself keeps it by position.</summary>
internal sealed class OptimizerMoments(IReadOnlyList<string> names, AdamW optimizer)
{
    /// <summary>Copies the state into <paramref name="destination"/>.</summary>
    public void Save(SortedDictionary<string, Tensor> destination)
    {
        foreach ((string name, AdamW.State state) in States())
        {
            destination.Add(TrainingState.MeanPrefix + name, TrainingState.Copy(state.exp_avg));
            destination.Add(TrainingState.SquarePrefix + name, TrainingState.Copy(state.exp_avg_sq));
            destination.Add(TrainingState.StepsPrefix + name, torch.tensor(new[] { state.step }, dtype: ScalarType.Int64).DetachFromDisposeScope());
        }
    }

    /// <summary>Writes checked tensors back in place.</summary>
    public void Load(IReadOnlyDictionary<string, Tensor> source)
    {
        using var scope = torch.NewDisposeScope();
        using var off = torch.no_grad();
        foreach ((string name, AdamW.State state) in States())
        {
            state.exp_avg.copy_(source[TrainingState.MeanPrefix + name]);
            state.exp_avg_sq.copy_(source[TrainingState.SquarePrefix + name]);
            state.step = source[TrainingState.StepsPrefix + name].item<long>();
        }
    }

    private IEnumerable<(string Name, AdamW.State State)> States() =>
        names.Zip(optimizer.state_dict().State, (name, state) => (name, (AdamW.State)state));
}
