namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            /// <summary>Sets the learning rates of an optimizer's groups, step by step; the first step is taken when it is made.</summary>
            public abstract class LRScheduler
            {
                protected int _step_count;
                internal readonly Optimizer _optimizer;
                internal int _last_epoch;
                internal List<double> _last_lrs;
                internal List<double> _base_lrs;

                protected LRScheduler(Optimizer optimizer, int last_epoch = -1, bool verbose = false)
                {
                    ArgumentNullException.ThrowIfNull(optimizer);
                    if (verbose)
                    {
                        throw new NotSupportedException("This binding's schedulers write nothing: read get_last_lr() instead of verbose.");
                    }

                    (_optimizer, _last_epoch) = (optimizer, last_epoch);
                    _base_lrs = [.. optimizer.ParamGroups.Select(group => group.InitialLearningRate)];
                    _last_lrs = [.. Rates];
                }

                private protected IEnumerable<double> Rates => _optimizer.ParamGroups.Select(group => group.LearningRate);

                public virtual void step() => step(null);

                /// <summary>The next step, or straight to one by the closed form.</summary>
                public virtual void step(int? epoch)
                {
                    _step_count++;
                    _last_epoch = epoch ?? _last_epoch + 1;
                    Set([.. epoch is null ? get_lr() : get_closed_form_lr()]);
                }

                /// <summary>As the other steps: only schedulers that watch a metric use it.</summary>
                public virtual void step(double current, int? epoch = null) => step(epoch);

                public IEnumerable<double> get_last_lr() => _last_lrs;

                protected virtual IEnumerable<double> get_lr() => Rates;

                protected virtual IEnumerable<double> get_closed_form_lr() => get_lr();

                private protected void Set(List<double> rates)
                {
                    foreach ((ILearningRateController group, double rate) in _optimizer.ParamGroups.Zip(rates))
                    {
                        group.LearningRate = rate;
                    }

                    _last_lrs = rates;
                }
            }
        }
    }
}
