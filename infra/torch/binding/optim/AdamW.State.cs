using static TorchSharp.torch;

namespace TorchSharp.Modules;

public partial class AdamW
{
    /// <summary>Step count and running moments of one parameter.</summary>
    public sealed class State : OptimizerState, IDisposable
    {
        public long step;
        public Tensor exp_avg = null!;
        public Tensor exp_avg_sq = null!;
        public Tensor? max_exp_avg_sq;

        public State(Parameter parameter)
            : base(parameter)
        {
        }

        public override void Initialize(OptimizerOptions options)
        {
            Dispose();
            (step, exp_avg, exp_avg_sq) = (0, Zeros(), Zeros());
            max_exp_avg_sq = ((Options)options).amsgrad == true ? Zeros() : null;
        }

        public override void LoadStateDict(OptimizerState source)
        {
            var from = (State)source;
            Dispose();
            (step, exp_avg, exp_avg_sq) = (from.step, Copy(from.exp_avg)!, Copy(from.exp_avg_sq)!);
            max_exp_avg_sq = Copy(from.max_exp_avg_sq);
        }

        public override bool ApproximatelyEquals(OptimizerState other) =>
            other is State rhs
            && step == rhs.step
            && exp_avg.allclose(rhs.exp_avg)
            && exp_avg_sq.allclose(rhs.exp_avg_sq)
            && (max_exp_avg_sq is null || max_exp_avg_sq.allclose(rhs.max_exp_avg_sq!));

        public override void to(Device device)
        {
            exp_avg = exp_avg.to(device);
            exp_avg_sq = exp_avg_sq.to(device);
            max_exp_avg_sq = max_exp_avg_sq?.to(device);
        }

        public void Dispose()
        {
            exp_avg?.Dispose();
            exp_avg_sq?.Dispose();
            max_exp_avg_sq?.Dispose();
        }
    }
}
