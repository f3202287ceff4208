using System.ComponentModel.DataAnnotations;
using Rampart.Learning.Objectives;
using Rampart.Learning.Options;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Training;

/// <summary>Takes optimizer steps. Any segment of a training, restored from the state before it, gives the bits of the uninterrupted training.</summary>
public sealed class Trainer : IDisposable
{
    private readonly IObjective _objective;
    private readonly TrainerOptions _options;
    private readonly LearningRateSchedule _schedule;
    private readonly Parameter[] _parameters;
    private readonly string[] _names;
    private readonly RateGroups _optimizer;
    private readonly GradientAccumulation _gradients;
    private readonly IGradientExchange? _exchange;

    /// <summary>Makes a trainer at step 0 with the parameters as they are.</summary>
    /// <param name="objective">What to minimise; stays the caller's.</param>
    /// <param name="options">How.</param>
    /// <param name="isShortage">Tells that memory ran out, upon which a batch is taken in smaller pieces; nothing is a shortage unless given.</param>
    /// <param name="exchange">The members that train the same model from the same state, batch by batch; null for one alone.</param>
    /// <exception cref="ValidationException">An option is out of its range.</exception>
    public Trainer(IObjective objective, TrainerOptions options, Func<Exception, bool>? isShortage = null, IGradientExchange? exchange = null)
    {
        (_objective, _options, _schedule) = (objective, CheckedOptions.Of(options), options.Schedule());
        _names = [.. objective.TrainableParameters.Keys.Order(StringComparer.Ordinal)];
        _parameters = [.. _names.Select(name => objective.TrainableParameters[name])];
        _optimizer = new RateGroups(_names, _parameters, options);
        _gradients = new GradientAccumulation(objective, options.MicroBatch, isShortage ?? (_ => false), exchange);
        _exchange = exchange;
        ClearGradients();
    }

    /// <summary>The names of what it trains, in ordinal order, which is that of <see cref="StepTrace.Parameters"/>.</summary>
    public IReadOnlyList<string> ParameterNames => _names;

    /// <summary>How many steps were done.</summary>
    public int Step { get; private set; }

    /// <summary>Takes steps until <paramref name="lastExclusive"/> steps are done.</summary>
    /// <param name="lastExclusive">The number of the first step not taken.</param>
    /// <param name="seed">The seed of the whole training (not of the segment).</param>
    /// <param name="batchOf">The batch of a step, a pure function of its number; its tensors are freed after the step.</param>
    /// <param name="report">Told after every step.</param>
    /// <param name="cancellation">Looked at before every step; the state then is that of a finished step.</param>
    /// <exception cref="NonFiniteLossException">The loss or gradient is not finite; the parameters are those before the step.</exception>
    public void Run(
        int lastExclusive, ulong seed, Func<int, TrainingBatch> batchOf, IProgress<StepReport>? report = null, CancellationToken cancellation = default)
    {
        while (Step < lastExclusive)
        {
            cancellation.ThrowIfCancellationRequested();
            using var scope = torch.NewDisposeScope();
            StepReport done = Take(batchOf(Step), new StepContext(Step, seed, cancellation));
            Step++;
            report?.Report(done);
        }
    }

    /// <summary>A copy of the state.</summary>
    public TrainingState Capture()
    {
        var tensors = new SortedDictionary<string, Tensor>(StringComparer.Ordinal)
        {
            [TrainingState.StepName] = torch.tensor(new[] { (long)Step }, dtype: ScalarType.Int64).DetachFromDisposeScope(),
        };
        foreach ((string name, Parameter parameter) in _names.Zip(_parameters))
        {
            tensors.Add(TrainingState.ParameterPrefix + name, TrainingState.Copy(parameter));
        }

        _optimizer.Save(tensors);
        return new TrainingState(tensors);
    }

    /// <summary>Goes back to a captured state.</summary>
    /// <exception cref="TrainingStateException">A tensor is missing, unknown, or of another shape or type.</exception>
    public void Restore(TrainingState state)
    {
        TrainingStateCheck.Against(state.Tensors, _names.Zip(_parameters));
        using (torch.NewDisposeScope())
        using (torch.no_grad())
        {
            foreach ((string name, Parameter parameter) in _names.Zip(_parameters))
            {
                parameter.copy_(state.Tensors[TrainingState.ParameterPrefix + name]);
            }
        }

        _optimizer.Load(state.Tensors);
        Step = state.Step;
    }

    /// <inheritdoc/>
    public void Dispose() => _optimizer.Dispose();

    private StepReport Take(TrainingBatch batch, StepContext context)
    {
        ClearGradients();
        StepMetrics metrics = _gradients.Accumulate(batch, context, ClearGradients);
        if (_exchange is not null)
        {
            _exchange.Sum(Array.ConvertAll(_parameters, parameter => parameter.grad!));
            metrics.SumOver(_exchange);
        }

        Tensor norm = GradientNorm.Of(_parameters);
        metrics.Insert(1, "gradient_norm", norm);
        IReadOnlyList<KeyValuePair<string, float>> figures = metrics.Read();
        ThrowUnlessFinite(context.Step, "the loss", figures[0].Value);
        ThrowUnlessFinite(context.Step, "the norm of the gradient", figures[1].Value);
        if (_options.ClipGradientNorm > 0)
        {
            GradientNorm.Clip(_parameters, norm, _options.ClipGradientNorm);
        }

        double rate = _schedule.At(context.Step);
        _optimizer.Step(rate);
        _objective.AfterStep();
        var trace = new StepTrace(TraceHash.Of(batch.SampleIds), Array.ConvertAll(_parameters, TraceHash.Of));
        return new StepReport(context.Step, rate, figures, trace);
    }

    // Gradients are zero, never absent, so that a parameter which a step does not reach moves alike before and after a resume.
    private void ClearGradients()
    {
        using var scope = torch.NewDisposeScope();
        foreach (Parameter parameter in _parameters)
        {
            if (parameter.grad is { } gradient)
            {
                gradient.fill_(0);
            }
            else
            {
                parameter.grad = torch.zeros_like(parameter);
            }
        }
    }

    private static void ThrowUnlessFinite(int step, string what, float value)
    {
        if (!float.IsFinite(value))
        {
            throw new NonFiniteLossException(step, what, value);
        }
    }
}
