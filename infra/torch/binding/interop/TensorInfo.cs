using System.Runtime.InteropServices;

namespace TorchSharp.Interop;

/// <summary>What a tensor is, in one native call; the layout of native/tensor.cpp.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct TensorInfo
{
    /// <summary>The first element; null for an empty or a sparse tensor.</summary>
    public void* Data;

    /// <summary>Owned by the tensor: valid as long as it lives and is not resized.</summary>
    public long* Sizes;
    public long* Strides;
    public long Elements;
    public long StorageOffset;
    public int Dimensions;
    public int ElementSize;
    public int DType;
    public int DeviceType;
    public int DeviceIndex;
    public int Flags;

    public readonly bool RequiresGrad => (Flags & 1) != 0;
    public readonly bool IsLeaf => (Flags & 2) != 0;
    public readonly bool IsContiguous => (Flags & 4) != 0;
    public readonly bool IsSparse => (Flags & 8) != 0;

    internal static TensorInfo Of(torch.Tensor tensor)
    {
        TensorInfo info;
        NativeError.Check(Native.rampart_info(tensor.Handle, &info));
        GC.KeepAlive(tensor);
        return info;
    }
}
