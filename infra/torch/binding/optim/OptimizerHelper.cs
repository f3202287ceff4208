using TorchSharp.Utils;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>What all optimizers share: groups, and one state per parameter, found by the parameter's handle.</summary>
public abstract class OptimizerHelper : optim.Optimizer
{
    protected OptimizerOptions _defaults = null!;
    protected OrderedDict<IntPtr, OptimizerState> _state = new();

    public override void add_param_group(ParamGroup param_group) => _parameter_groups.Add(param_group);

    public override IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

    /// <summary>Fills the gradients that exist with zeros; <c>Module.zero_grad()</c> drops them instead.</summary>
    public override void zero_grad()
    {
        foreach (Parameter parameter in parameters())
        {
            using Tensor? gradient = parameter.grad;
            gradient?.zero_().Dispose();
        }
    }

    /// <summary>Moves the states; a step needs them where the parameters are.</summary>
    public void to(Device device)
    {
        foreach (OptimizerState state in _state.values())
        {
            state.to(device);
        }
    }

    public virtual StateDictionary state_dict()
    {
        var dictionary = new StateDictionary();
        foreach (ParamGroup group in _parameter_groups)
        {
            dictionary.Options.Add(group.Options!);
            List<int> places = [];
            foreach (Parameter parameter in group.Parameters)
            {
                places.Add(dictionary.State.Count);
                dictionary.State.Add(_state[parameter.Handle]);
            }

            dictionary.StateIndexRef.Add(places);
        }

        return dictionary;
    }

    /// <summary>Copies options and states from an optimizer of the same kind over parameters of the same shapes.</summary>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        StateDictionary own = this.state_dict();
        if (state_dict.Options.Count != own.Options.Count)
        {
            throw new ArgumentException("Invalid optimizer state -- different number of parameter groups.");
        }

        if (state_dict.State.Count != own.State.Count)
        {
            throw new ArgumentException("Invalid optimizer state -- different number of states.");
        }

        for (int i = 0; i < own.Options.Count; i++)
        {
            if (!ReferenceEquals(own.Options[i], state_dict.Options[i]))
            {
                own.Options[i].LoadStateDict(state_dict.Options[i]);
            }
        }

        for (int i = 0; i < own.State.Count; i++)
        {
            if (!ReferenceEquals(own.State[i], state_dict.State[i]))
            {
                own.State[i].LoadStateDict(state_dict.State[i]);
            }
        }
    }

    protected Tensor? _step<T>(Action<T> body, Func<Tensor>? loss_closure = null)
        where T : ParamGroup
    {
        Tensor? loss = null;
        if (loss_closure is not null)
        {
            using IDisposable recording = enable_grad();
            loss = loss_closure();
        }

        using IDisposable quiet = no_grad();
        foreach (ParamGroup group in _parameter_groups)
        {
            body((T)group);
        }

        return loss;
    }

    private protected void AddGroup(ParamGroup group, Func<Parameter, OptimizerState> stateOf)
    {
        group.Options!.InitialLearningRate = group.LearningRate;
        _parameter_groups.Add(group);
        foreach (Parameter parameter in group.Parameters)
        {
            OptimizerState state = stateOf(parameter);
            _state[parameter.Handle] = state;
            state.Initialize(group.Options);
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            foreach (IDisposable state in _state.values().OfType<IDisposable>())
            {
                state.Dispose();
            }
        }
    }
}
