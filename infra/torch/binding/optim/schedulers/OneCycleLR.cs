namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Up to the largest rate and down to almost nothing; the momentum the other way round.</summary>
                public class OneCycleLR : LRScheduler
                {
                    private readonly List<double> _largest;
                    private readonly List<double>? _baseMomentum;
                    private readonly List<double>? _maxMomentum;
                    private readonly AnnealStrategy _strategy;
                    private readonly double _divisor;
                    private readonly double _finalDivisor;
                    private readonly Phase[] _phases;
                    private readonly int _steps;

                    public OneCycleLR(
                        Optimizer optimizer,
                        double max_lr,
                        int total_steps = -1,
                        int epochs = -1,
                        int steps_per_epoch = -1,
                        double pct_start = 0.3,
                        AnnealStrategy anneal_strategy = AnnealStrategy.Cos,
                        bool cycle_momentum = true,
                        double base_momentum = 0.85,
                        double max_momentum = 0.95,
                        double div_factor = 25,
                        double final_div_factor = 1e4,
                        bool three_phase = false,
                        int last_epoch = -1,
                        bool verbose = false)
                        : this(
                            optimizer,
                            optimizer.ParamGroups.Select(_ => max_lr),
                            total_steps,
                            epochs,
                            steps_per_epoch,
                            pct_start,
                            anneal_strategy,
                            cycle_momentum,
                            optimizer.ParamGroups.Select(_ => base_momentum),
                            optimizer.ParamGroups.Select(_ => max_momentum),
                            div_factor,
                            final_div_factor,
                            three_phase,
                            last_epoch,
                            verbose)
                    {
                    }

                    public OneCycleLR(
                        Optimizer optimizer,
                        IEnumerable<double> max_lr,
                        int total_steps = -1,
                        int epochs = -1,
                        int steps_per_epoch = -1,
                        double pct_start = 0.3,
                        AnnealStrategy anneal_strategy = AnnealStrategy.Cos,
                        bool cycle_momentum = true,
                        IEnumerable<double>? base_momentum = null,
                        IEnumerable<double>? max_momentum = null,
                        double div_factor = 25,
                        double final_div_factor = 1e4,
                        bool three_phase = false,
                        int last_epoch = -1,
                        bool verbose = false)
                        : base(optimizer, last_epoch, verbose)
                    {
                        _steps = total_steps > 0 ? total_steps : epochs * steps_per_epoch;
                        if (_steps <= 0 || (total_steps <= 0 && (epochs <= 0 || steps_per_epoch <= 0)))
                        {
                            throw new ArgumentException("give a positive total_steps, or positive epochs and steps_per_epoch");
                        }

                        (_largest, _strategy, _divisor, _finalDivisor) = ([.. max_lr], anneal_strategy, div_factor, final_div_factor);
                        double top = (pct_start * _steps) - 1;
                        _phases = three_phase
                            ? [new(top, Up: true), new((2 * top), Up: false, Symmetric: true), new(_steps - 1, Up: false, Tail: true)]
                            : [new(top, Up: true), new(_steps - 1, Up: false)];
                        if (cycle_momentum)
                        {
                            _baseMomentum = [.. base_momentum ?? _largest.Select(_ => 0.85)];
                            _maxMomentum = [.. max_momentum ?? _largest.Select(_ => 0.95)];
                        }

                        step();
                    }

                    public enum AnnealStrategy
                    {
                        Cos,
                        Linear,
                    }

                    protected override IEnumerable<double> get_lr()
                    {
                        if (_last_epoch > _steps)
                        {
                            throw new InvalidOperationException(
                                $"Tried to step {_last_epoch + 1} times. The specified number of total steps is {_steps}");
                        }

                        int current = Array.FindIndex(_phases, phase => _last_epoch <= phase.End);
                        Phase phase = _phases[current < 0 ? ^1 : current];
                        double begin = current > 0 ? _phases[current - 1].End : current < 0 ? _phases[^2].End : 0;
                        double share = (_last_epoch - begin) / (phase.End - begin);
                        SetMomentum(phase, share);
                        return _largest.Select(largest => Rate(phase, largest, share)).ToList();
                    }

                    private double Rate(Phase phase, double largest, double share)
                    {
                        double initial = largest / _divisor;
                        double smallest = initial / _finalDivisor;
                        return phase switch
                        {
                            { Up: true } => Between(initial, largest, share),
                            { Symmetric: true } => Between(largest, initial, share),
                            { Tail: true } => Between(initial, smallest, share),
                            _ => Between(largest, smallest, share),
                        };
                    }

                    private void SetMomentum(Phase phase, double share)
                    {
                        int i = 0;
                        foreach (ILearningRateController group in _baseMomentum is null ? [] : _optimizer.ParamGroups)
                        {
                            (double low, double high) = (_baseMomentum![i], _maxMomentum![i]);
                            i++;
                            double momentum = phase.Tail ? high : phase.Up ? Between(high, low, share) : Between(low, high, share);
                            if (group is IBetas betas)
                            {
                                betas.Betas = (momentum, betas.Betas.Item2);
                            }
                            else if (group is IMomentum plain)
                            {
                                plain.Momentum = momentum;
                            }
                        }
                    }

                    private double Between(double start, double end, double share) => _strategy == AnnealStrategy.Cos
                        ? end + ((start - end) / 2.0 * (Math.Cos(Math.PI * share) + 1))
                        : ((end - start) * share) + start;

                    private sealed record Phase(double End, bool Up, bool Symmetric = false, bool Tail = false);
                }
            }
        }
    }
}
