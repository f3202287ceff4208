using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>The GPUs.</summary>
    public static partial class cuda
    {
        public static bool is_available() => Native.rampart_has_cuda() != 0 && device_count() > 0;

        public static bool is_cudnn_available() => Native.rampart_has_cudnn() != 0;

        public static int device_count() => Native.rampart_cuda_device_count();

        public static void manual_seed(long seed) => manual_seed_all(seed);

        public static void manual_seed_all(long seed) => NativeError.Check(Native.rampart_cuda_manual_seed((ulong)seed));

        /// <summary>Waits for everything that was started on the device, the current one if none is given.</summary>
        public static void synchronize(Device? device = null)
        {
            InitializeDeviceType(DeviceType.CUDA);
            NativeError.Check(Native.rampart_cuda_synchronize(device?.index ?? -1));
        }
    }

    public static bool cuda_is_available() => cuda.is_available();

    /// <summary>Switches of the libraries below.</summary>
    public static partial class backends
    {
        public static partial class cuda
        {
            public static partial class matmul
            {
                /// <summary>Whether products of float32 matrices may be computed in TF32.</summary>
                public static bool allow_tf32
                {
                    get => NativeError.Check(Native.rampart_get_tf32_matmul()) != 0;
                    set => NativeError.Check(Native.rampart_set_tf32_matmul(value ? 1 : 0));
                }
            }
        }

        public static partial class cudnn
        {
            /// <summary>Whether float32 convolutions may be computed in TF32.</summary>
            public static bool allow_tf32
            {
                get => NativeError.Check(Native.rampart_get_tf32_cudnn()) != 0;
                set => NativeError.Check(Native.rampart_set_tf32_cudnn(value ? 1 : 0));
            }
        }
    }
}
