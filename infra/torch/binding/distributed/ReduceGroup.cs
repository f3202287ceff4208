using TorchSharp;
using TorchSharp.Interop;
using static TorchSharp.torch;

namespace Rampart.Torch;

/// <summary>Members (threads or processes of one machine) that add tensors up through libtorch's c10d: gloo on processors, NCCL on GPUs.</summary>
/// <remarks>Of the <c>system</c> provider only, as <see cref="NativeBuild"/>. All members must reduce the same tensors in the same order.</remarks>
public sealed class ReduceGroup : IDisposable
{
    private nint _group;

    private ReduceGroup(nint group, int rank, int count) => (_group, Rank, Count) = (group, rank, count);

    /// <summary>Whether this build can join members that compute on processors.</summary>
    public static bool HasGloo => (Native.rampart_group_backends() & 1) != 0;

    /// <summary>Whether this build can join members that compute on GPUs.</summary>
    public static bool HasNccl => (Native.rampart_group_backends() & 2) != 0;

    /// <summary>This member's number, from 0.</summary>
    public int Rank { get; }

    /// <summary>How many members there are.</summary>
    public int Count { get; }

    /// <summary>Waits until all members have come.</summary>
    /// <param name="file">A file that does not exist yet, the same for all members; the caller removes it.</param>
    /// <param name="rank">This member's number, from 0.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="isCuda">Whether they compute on GPUs; the thread's current GPU is this member's.</param>
    public static ReduceGroup Join(string file, int rank, int count, bool isCuda) =>
        new(NativeError.Check(Native.rampart_group_join(file, rank, count, isCuda ? 1 : 0)), rank, count);

    /// <summary>Begins to replace a tensor by the sum over all members.</summary>
    public Reduction Reduce(Tensor tensor)
    {
        ObjectDisposedException.ThrowIf(_group == 0, this);
        nint work = NativeError.Check(Native.rampart_group_reduce(_group, tensor.Handle));
        GC.KeepAlive(tensor);
        return new Reduction(work);
    }

    /// <summary>Replaces tensors by their sums over all members, joined into buckets, of which one is on its way while the next is joined.</summary>
    /// <param name="tensors">Of one type, on one device.</param>
    /// <param name="bucketBytes">How large a bucket may become; a larger tensor is one of its own.</param>
    public void SumAll(IReadOnlyList<Tensor> tensors, long bucketBytes = 25 << 20)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable off = no_grad();
        var buckets = new List<(int First, int End, Tensor Joined, Reduction Sum)>();
        for (int first = 0, end; first < tensors.Count; first = end)
        {
            long bytes = 0;
            for (end = first; end < tensors.Count && (end == first || bytes + tensors[end].numel() * tensors[end].element_size() <= bucketBytes); end++)
            {
                bytes += tensors[end].numel() * tensors[end].element_size();
            }

            Tensor joined = cat([.. Enumerable.Range(first, end - first).Select(place => tensors[place].reshape(-1))], 0);
            buckets.Add((first, end, joined, Reduce(joined)));
        }

        foreach ((int first, int end, Tensor joined, Reduction sum) in buckets)
        {
            sum.Wait();
            long at = 0;
            for (int place = first; place < end; place++)
            {
                tensors[place].copy_(joined.narrow(0, at, tensors[place].numel()).view(tensors[place].shape));
                at += tensors[place].numel();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_group != 0)
        {
            Native.rampart_group_leave(_group);
            _group = 0;
        }
    }

    /// <summary>A sum that is being formed.</summary>
    public readonly struct Reduction
    {
        private readonly nint _work;

        internal Reduction(nint work) => _work = work;

        /// <summary>Waits for it; once.</summary>
        /// <exception cref="System.Runtime.InteropServices.ExternalException">A member has gone.</exception>
        public void Wait() => NativeError.Check(Native.rampart_group_wait(_work));
    }
}
