namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                /// <summary>Times the factor whenever the metric has not become better for more steps than the patience allows.</summary>
                public class ReduceLROnPlateau : LRScheduler
                {
                    private readonly bool _smaller;
                    private readonly bool _relative;
                    private readonly double _factor;
                    private readonly int _patience;
                    private readonly double _threshold;
                    private readonly int _cooldown;
                    private readonly List<double> _smallest;
                    private readonly double _epsilon;
                    private double _best;
                    private int _bad;
                    private int _resting;

                    public ReduceLROnPlateau(
                        Optimizer optimizer,
                        string mode = "min",
                        double factor = 0.1,
                        int patience = 10,
                        double threshold = 1e-4,
                        string threshold_mode = "rel",
                        int cooldown = 0,
                        IList<double>? min_lr = null,
                        double eps = 1e-8,
                        bool verbose = false)
                        : base(optimizer, -1, verbose)
                    {
                        if (factor >= 1.0)
                        {
                            throw new ArgumentException("Factor should be < 1.0");
                        }

                        _smaller = Choice(mode, "min", "max");
                        _relative = Choice(threshold_mode, "rel", "abs");
                        (_factor, _patience, _threshold, _cooldown, _epsilon) = (factor, patience, threshold, cooldown, eps);
                        _smallest = min_lr is { Count: > 1 }
                            ? [.. min_lr]
                            : [.. _base_lrs.Select(_ => min_lr is [double only] ? only : 0.0)];
                        _best = _smaller ? double.PositiveInfinity : double.NegativeInfinity;
                    }

                    public override void step() => throw NeedsMetric();

                    public override void step(int? epoch) => throw NeedsMetric();

                    public override void step(double current, int? epoch = null)
                    {
                        _last_epoch = epoch ?? _last_epoch + 1;
                        if (IsBetter(current))
                        {
                            (_best, _bad) = (current, 0);
                        }
                        else
                        {
                            _bad++;
                        }

                        if (_resting > 0)
                        {
                            (_resting, _bad) = (_resting - 1, 0);
                        }

                        if (_bad > _patience)
                        {
                            Reduce();
                            (_resting, _bad) = (_cooldown, 0);
                        }
                    }

                    private static bool Choice(string given, string first, string second) =>
                        given == first || (given == second ? false : throw new ArgumentException($"mode {given} is unknown!"));

                    private static InvalidOperationException NeedsMetric() =>
                        new("ReduceLROnPlateau steps by a metric: use step(double, int?).");

                    private bool IsBetter(double current)
                    {
                        double change = _relative ? _best * _threshold : _threshold;

                        // Nothing has been seen yet: infinity minus infinity compares with nothing.
                        return double.IsInfinity(_best) || (_smaller ? current < _best - change : current > _best + change);
                    }

                    private void Reduce()
                    {
                        List<double> rates = [.. Rates.Zip(_smallest, (rate, floor) => Math.Max(rate * _factor, floor))];
                        Set([.. Rates.Zip(rates, (rate, reduced) => rate - reduced > _epsilon ? reduced : rate)]);
                    }
                }
            }
        }
    }
}
