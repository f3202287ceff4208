using TorchSharp.Modules;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Stochastic gradient descent, with momentum if asked for.</summary>
        public partial class SGD : OptimizerHelper, optim.IMomentum
        {
            public SGD(
                IEnumerable<Parameter> parameters,
                double lr,
                double momentum = 0.0,
                double dampening = 0,
                double weight_decay = 0,
                bool nesterov = false,
                bool maximize = false)
                : this([new ParamGroup { Parameters = [.. parameters] }], lr, momentum, dampening, weight_decay, nesterov, maximize)
            {
            }

            public SGD(
                IEnumerable<ParamGroup> parameters,
                double lr,
                double momentum = 0.0,
                double dampening = 0,
                double weight_decay = 0,
                bool nesterov = false,
                bool maximize = false)
            {
                if (lr < 0 || momentum < 0 || weight_decay < 0)
                {
                    throw new ArgumentException(
                        $"Invalid learning rate {lr}, momentum {momentum} or weight_decay {weight_decay}: none may be negative");
                }

                if (nesterov && (momentum <= 0 || dampening != 0))
                {
                    throw new ArgumentException("Nesterov momentum requires a momentum and zero dampening");
                }

                _defaults = new Options
                {
                    LearningRate = lr,
                    InitialLearningRate = lr,
                    momentum = momentum,
                    dampening = dampening,
                    weight_decay = weight_decay,
                    nesterov = nesterov,
                    maximize = maximize,
                };
                foreach (ParamGroup group in parameters)
                {
                    add_param_group(group);
                }
            }

            public double Momentum
            {
                get => Defaults.momentum!.Value;
                set => Defaults.momentum = value;
            }

            private Options Defaults => (Options)_defaults;

            public override void add_param_group(Modules.ParamGroup param_group)
            {
                var options = (Options)(param_group.Options ??= new Options());
                options.LearningRate ??= Defaults.LearningRate;
                options.momentum ??= Defaults.momentum;
                options.dampening ??= Defaults.dampening;
                options.weight_decay ??= Defaults.weight_decay;
                options.nesterov ??= Defaults.nesterov;
                options.maximize ??= Defaults.maximize;
                AddGroup(param_group, parameter => new State(parameter));
            }

            public override Tensor? step(Func<Tensor>? closure = null) => _step<ParamGroup>(Step, closure);

            private void Step(ParamGroup group)
            {
                Options options = group.Options;
                double rate = options.maximize!.Value ? options.LearningRate!.Value : -options.LearningRate!.Value;
                foreach (Parameter parameter in group.Parameters)
                {
                    using DisposeScope scope = NewDisposeScope();
                    if (parameter.grad is { } gradient)
                    {
                        parameter.add_(Direction(parameter, gradient, (State)_state[parameter.Handle], options), alpha: rate);
                    }
                }
            }

            private static Tensor Direction(Parameter parameter, Tensor gradient, State state, Options options)
            {
                Tensor direction = options.weight_decay!.Value == 0
                    ? gradient
                    : gradient.add(parameter, alpha: options.weight_decay.Value);
                double momentum = options.momentum!.Value;
                if (momentum == 0)
                {
                    return direction;
                }

                if (state.momentum_buffer is null)
                {
                    state.momentum_buffer = direction.clone().DetachFromDisposeScope();
                }
                else
                {
                    state.momentum_buffer.mul_(momentum).add_(direction, alpha: 1 - options.dampening!.Value);
                }

                return options.nesterov!.Value ? direction.add(state.momentum_buffer, alpha: momentum) : state.momentum_buffer;
            }
        }
    }

    public static partial class torch
    {
        public static partial class optim
        {
            public static SGD SGD(
                IEnumerable<Parameter> parameters,
                double learningRate,
                double momentum = 0.0,
                double dampening = 0,
                double weight_decay = 0,
                bool nesterov = false,
                bool maximize = false) => new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            public static SGD SGD(
                IEnumerable<(string name, Parameter parameter)> parameters,
                double learningRate,
                double momentum = 0.0,
                double dampening = 0,
                double weight_decay = 0,
                bool nesterov = false,
                bool maximize = false) =>
                new(parameters.Select(named => named.parameter), learningRate, momentum, dampening, weight_decay, nesterov, maximize);

            public static SGD SGD(
                IEnumerable<SGD.ParamGroup> parameters,
                double learningRate,
                double momentum = 0.0,
                double dampening = 0,
                double weight_decay = 0,
                bool nesterov = false,
                bool maximize = false) => new(parameters, learningRate, momentum, dampening, weight_decay, nesterov, maximize);
        }
    }
}
