using Rampart.Pipeline;
using static TorchSharp.torch;

namespace Rampart.Stages;

/// <summary>
/// libtorch's choices of GPU kernels (TF32, deterministic ones) are switches of the whole process. Items that want the same compute side by side;
/// one that wants others waits until they have finished. Items of the processor never wait.
/// </summary>
sealed class KernelModes(Action<NumericsWord> set)
{
    readonly object _gate = new();
    (bool Tf32, bool Deterministic)? _set;
    int _users;

    /// <summary>Those of this process.</summary>
    public static KernelModes OfProcess { get; } = new(Set);

    /// <summary>Waits for the switches to stand as an item wants them, and keeps them so until the result is disposed.</summary>
    /// <param name="numerics">What the item declares.</param>
    /// <param name="cancellation">Gives up.</param>
    public IDisposable Enter(NumericsWord numerics, CancellationToken cancellation)
    {
        if (!numerics.IsCuda)
        {
            return new Stay(null);
        }
        var wanted = (numerics.Products == NumericsWord.Tf32, numerics.IsDeterministic);
        using CancellationTokenRegistration woken = cancellation.Register(Wake);
        lock (_gate)
        {
            while (_users > 0 && _set != wanted)
            {
                cancellation.ThrowIfCancellationRequested();
                Monitor.Wait(_gate);
            }
            if (_set != wanted)
            {
                set(numerics);
                _set = wanted;
            }
            _users++;
        }
        return new Stay(this);
    }

    void Wake()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }

    void Leave()
    {
        lock (_gate)
        {
            _users--;
            Monitor.PulseAll(_gate);
        }
    }

    static void Set(NumericsWord numerics)
    {
        // An item that touches no GPU, such as a preprocessing one, may be computed where there is none.
        if (!cuda.is_available())
        {
            return;
        }
        if (numerics.IsDeterministic && !TensorLibrary.CanBeDeterministic)
        {
            throw new StageException(
                "TorchSharp's packages can't restrict GPU kernels to those that repeat themselves.", $"work item, numerics {numerics}",
                "Run the pipeline with deterministic=false, or use the binding (TorchProvider system).");
        }
        backends.cuda.matmul.allow_tf32 = backends.cudnn.allow_tf32 = numerics.Products == NumericsWord.Tf32;
        TensorLibrary.SetDeterministic(numerics.IsDeterministic);
    }

    sealed class Stay(KernelModes? owner) : IDisposable
    {
        KernelModes? _owner = owner;

        public void Dispose() => Interlocked.Exchange(ref _owner, null)?.Leave();
    }
}
