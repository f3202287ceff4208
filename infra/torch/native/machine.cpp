// The library and the machine: versions, threads, CUDA devices.
#include "compat.h"
#include "guard.h"
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/Version.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <string>

RAMPART_API const char* rampart_torch_version() { return TORCH_VERSION; }

// How libtorch was built and what it uses of this processor; several lines of text.
RAMPART_API const char* rampart_torch_config() {
    static thread_local std::string text;
    return guarded<const char*>(nullptr, [&] {
        text = at::show_config();
        return text.c_str();
    });
}

RAMPART_API int rampart_get_num_threads() { return guarded(-1, [] { return at::get_num_threads(); }); }

RAMPART_API int rampart_set_num_threads(int threads) { return guarded([&] { at::set_num_threads(threads); }); }

RAMPART_API int rampart_get_num_interop_threads() { return guarded(-1, [] { return at::get_num_interop_threads(); }); }

RAMPART_API int rampart_set_num_interop_threads(int threads) { return guarded([&] { at::set_num_interop_threads(threads); }); }

RAMPART_API int rampart_has_cuda() { return guarded(0, [] { return at::hasCUDA() ? 1 : 0; }); }

RAMPART_API int rampart_has_cudnn() { return guarded(0, [] { return at::globalContext().hasCuDNN() ? 1 : 0; }); }

RAMPART_API int rampart_cuda_device_count() {
    return guarded(0, [] {
        if (!c10::impl::hasDeviceGuardImpl(c10::DeviceType::CUDA)) return 0;
        return static_cast<int>(c10::impl::getDeviceGuardImpl(c10::DeviceType::CUDA)->deviceCount());
    });
}


RAMPART_API int rampart_cuda_synchronize(int index) {
    return guarded([&] {
        const auto* cuda = c10::impl::getDeviceGuardImpl(c10::DeviceType::CUDA);
        const auto device = index < 0 ? cuda->getDevice() : c10::Device(c10::DeviceType::CUDA, static_cast<c10::DeviceIndex>(index));
        at::detail::getCUDAHooks().deviceSynchronize(static_cast<CudaIndex>(device.index()));
    });
}

// Seeds every CUDA device's default generator.
RAMPART_API int rampart_cuda_manual_seed(uint64_t seed) {
    return guarded([&] {
        for (int i = 0; i < rampart_cuda_device_count(); ++i) {
            at::Generator target = at::globalContext().defaultGenerator(c10::Device(c10::DeviceType::CUDA, static_cast<c10::DeviceIndex>(i)));
            std::lock_guard<std::mutex> lock(target.mutex());
            target.set_current_seed(seed);
        }
    });
}

RAMPART_API int rampart_get_tf32_matmul() { return guarded(-1, [] { return at::globalContext().allowTF32CuBLAS() ? 1 : 0; }); }

RAMPART_API int rampart_set_tf32_matmul(int allowed) {
    return guarded([&] { at::globalContext().setAllowTF32CuBLAS(allowed != 0); });
}

RAMPART_API int rampart_get_tf32_cudnn() { return guarded(-1, [] { return at::globalContext().allowTF32CuDNN() ? 1 : 0; }); }

RAMPART_API int rampart_set_tf32_cudnn(int allowed) {
    return guarded([&] { at::globalContext().setAllowTF32CuDNN(allowed != 0); });
}

RAMPART_API int rampart_get_deterministic() { return guarded(-1, [] { return at::globalContext().deterministicAlgorithms() ? 1 : 0; }); }

// Operators without a deterministic kernel then throw; cuDNN chooses none by trying them out.
RAMPART_API int rampart_set_deterministic(int required) {
    return guarded([&] {
        at::globalContext().setDeterministicAlgorithms(required != 0, false);
        at::globalContext().setDeterministicCuDNN(required != 0);
        at::globalContext().setBenchmarkCuDNN(false);
    });
}

// As libtorch numbers it: 8902 is 8.9.2, 90100 is 9.1.0; 0 without cuDNN.
RAMPART_API int64_t rampart_cudnn_version() {
    return guarded<int64_t>(0, [] { return at::globalContext().hasCuDNN() ? at::detail::getCUDAHooks().versionCuDNN() : 0L; });
}

// As CUDA numbers it: 12040 is 12.4; 0 without CUDA, or where libtorch does not tell.
RAMPART_API int64_t rampart_cuda_version() {
    return guarded<int64_t>(0, [] { return at::hasCUDA() ? at::detail::getCUDAHooks().versionCUDART() : 0L; });
}
