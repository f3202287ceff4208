using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace TorchSharp.Interop;

/// <summary>The exported functions of librampart_torch.so; see the comments in ../native.</summary>
internal static unsafe partial class Native
{
    private const string Library = "rampart_torch";

    [LibraryImport(Library)] internal static partial byte* rampart_error();
    [LibraryImport(Library)] internal static partial void rampart_free(nint memory);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint rampart_find(string name, string overload);
    [LibraryImport(Library)] internal static partial byte* rampart_schema(nint op);
    [LibraryImport(Library)] internal static partial byte* rampart_arguments(nint op);
    [LibraryImport(Library)] internal static partial int rampart_call(nint op, Value* arguments, int count, Value* results, int room);

    [LibraryImport(Library)] internal static partial void rampart_release(nint tensor);
    [LibraryImport(Library)] internal static partial nint rampart_retain(nint tensor);
    [LibraryImport(Library)] internal static partial int rampart_info(nint tensor, TensorInfo* info);

    [LibraryImport(Library)]
    internal static partial int rampart_backward(
        nint* roots, int rootCount, nint* grads, int gradCount, nint* inputs, int inputCount, int retainGraph, int createGraph);
    [LibraryImport(Library)]
    internal static partial int rampart_grad(
        nint* roots, int rootCount, nint* inputs, int inputCount, nint* grads, int gradCount,
        int retainGraph, int createGraph, int allowUnused, Value* gradients);
    [LibraryImport(Library)] internal static partial int rampart_set_requires_grad(nint tensor, int required);
    [LibraryImport(Library)] internal static partial int rampart_retain_grad(nint tensor);
    [LibraryImport(Library)] internal static partial int rampart_get_grad(nint tensor, Value* gradient);
    [LibraryImport(Library)] internal static partial int rampart_set_grad(nint tensor, nint gradient);
    [LibraryImport(Library)] internal static partial int rampart_grad_mode();
    [LibraryImport(Library)] internal static partial void rampart_set_grad_mode(int enabled);
    [LibraryImport(Library)] internal static partial int rampart_inference_mode();
    [LibraryImport(Library)] internal static partial nint rampart_enter_inference_mode(int enabled);
    [LibraryImport(Library)] internal static partial void rampart_leave_inference_mode(nint mode);

    [LibraryImport(Library)] internal static partial nint rampart_generator_default(int deviceType, int deviceIndex);
    [LibraryImport(Library)] internal static partial nint rampart_generator_create(ulong seed, int deviceType, int deviceIndex);
    [LibraryImport(Library)] internal static partial void rampart_generator_release(nint generator);
    [LibraryImport(Library)] internal static partial int rampart_generator_set_seed(nint generator, ulong seed);
    [LibraryImport(Library)] internal static partial int rampart_generator_new_seed(nint generator, ulong* seed);
    [LibraryImport(Library)] internal static partial int rampart_generator_seed(nint generator, ulong* seed);
    [LibraryImport(Library)] internal static partial int rampart_generator_get_state(nint generator, Value* state);
    [LibraryImport(Library)] internal static partial int rampart_generator_set_state(nint generator, nint state);
    [LibraryImport(Library)] internal static partial int rampart_manual_seed(ulong seed);

    [LibraryImport(Library)] internal static partial byte* rampart_torch_version();
    [LibraryImport(Library)] internal static partial byte* rampart_torch_config();
    [LibraryImport(Library)] internal static partial int rampart_get_num_threads();
    [LibraryImport(Library)] internal static partial int rampart_set_num_threads(int threads);
    [LibraryImport(Library)] internal static partial int rampart_get_num_interop_threads();
    [LibraryImport(Library)] internal static partial int rampart_set_num_interop_threads(int threads);
    [LibraryImport(Library)] internal static partial int rampart_has_cuda();
    [LibraryImport(Library)] internal static partial int rampart_has_cudnn();
    [LibraryImport(Library)] internal static partial int rampart_cuda_device_count();
    [LibraryImport(Library)] internal static partial int rampart_cuda_synchronize(int index);
    [LibraryImport(Library)] internal static partial int rampart_cuda_manual_seed(ulong seed);
    [LibraryImport(Library)] internal static partial int rampart_get_tf32_matmul();
    [LibraryImport(Library)] internal static partial int rampart_set_tf32_matmul(int allowed);
    [LibraryImport(Library)] internal static partial int rampart_get_tf32_cudnn();
    [LibraryImport(Library)] internal static partial int rampart_set_tf32_cudnn(int allowed);
    [LibraryImport(Library)] internal static partial int rampart_get_deterministic();
    [LibraryImport(Library)] internal static partial int rampart_set_deterministic(int required);
    [LibraryImport(Library)] internal static partial long rampart_cudnn_version();
    [LibraryImport(Library)] internal static partial long rampart_cuda_version();

    [LibraryImport(Library)] internal static partial int rampart_memory_watch();
    [LibraryImport(Library)] internal static partial long rampart_memory_live();
    [LibraryImport(Library)] internal static partial long rampart_memory_peak();
    [LibraryImport(Library)] internal static partial void rampart_memory_reset_peak();
    [LibraryImport(Library)] internal static partial void rampart_memory_set_bound(long bytes);

    [LibraryImport(Library)]
    internal static partial int rampart_attach_function(
        nint* inputs, int inputCount, nint* outputs, int outputCount, nint state,
        delegate* unmanaged<nint, nint*, int, nint*, int, int> backward, delegate* unmanaged<nint, void> release);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial void rampart_remember_error(string text);

    [LibraryImport(Library)] internal static partial int rampart_group_backends();
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint rampart_group_join(string file, int rank, int count, int isCuda);
    [LibraryImport(Library)] internal static partial void rampart_group_leave(nint group);
    [LibraryImport(Library)] internal static partial nint rampart_group_reduce(nint group, nint tensor);
    [LibraryImport(Library)] internal static partial int rampart_group_wait(nint work);
}
