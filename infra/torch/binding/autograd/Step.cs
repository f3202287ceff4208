using System.Runtime.InteropServices;
using TorchSharp.Interop;
using static TorchSharp.torch;

namespace TorchSharp;

/// <summary>What libtorch's engine calls when gradients arrive at a function of the managed side; no exception may leave it.</summary>
internal sealed class Step(autograd.AutogradContext context, Func<List<Tensor>, List<Tensor>> backward, string name)
{
    [UnmanagedCallersOnly]
    internal static unsafe int Run(nint state, nint* gradients, int count, nint* results, int resultCount)
    {
        var step = (Step)GCHandle.FromIntPtr(state).Target!;
        try
        {
            using DisposeScope scope = NewDisposeScope();
            var arrived = new List<Tensor>(count);
            for (int i = 0; i < count; i++)
            {
                arrived.Add(gradients[i] == 0 ? null! : new Tensor(Native.rampart_retain(gradients[i])));
            }

            List<Tensor> made = step.Backward(arrived);
            if (made.Count != resultCount)
            {
                throw new InvalidOperationException($"{step.Name} returned {made.Count} gradients for {resultCount} arguments.");
            }

            for (int i = 0; i < resultCount; i++)
            {
                results[i] = made[i] is { } gradient ? Native.rampart_retain(gradient.Handle) : 0;
            }

            return 0;
        }
        catch (Exception error)
        {
            Native.rampart_remember_error(error.Message);
            return -1;
        }
    }

    [UnmanagedCallersOnly]
    internal static void Free(nint state)
    {
        GCHandle handle = GCHandle.FromIntPtr(state);
        ((Step)handle.Target!).Release();
        handle.Free();
    }

    private string Name => name;

    private List<Tensor> Backward(List<Tensor> gradients) => backward(gradients);

    private void Release() => context.Release();
}
