// Generators of random numbers; a handle is a GeneratorImpl with one reference.
#include "convert.h"
#include "guard.h"
#include "handle.h"
#include <ATen/CPUGeneratorImpl.h>
#include <ATen/Context.h>
#include <ATen/core/Generator.h>

namespace {

at::Generator generator(void* handle) {
    return at::Generator(c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(static_cast<c10::GeneratorImpl*>(handle)));
}

at::Generator default_generator(int type, int index) {
    return at::globalContext().defaultGenerator(c10::Device(static_cast<c10::DeviceType>(type), static_cast<c10::DeviceIndex>(index)));
}

} // namespace

RAMPART_API void* rampart_generator_default(int type, int index) {
    return guarded<void*>(nullptr, [&] { return default_generator(type, index).unsafeReleaseGeneratorImpl(); });
}

RAMPART_API void* rampart_generator_create(uint64_t seed, int type, int index) {
    return guarded<void*>(nullptr, [&] {
        if (type == static_cast<int>(c10::DeviceType::CPU))
            return at::make_generator<at::CPUGeneratorImpl>(seed).unsafeReleaseGeneratorImpl();
        // A clone of the device's default generator needs no CUDA header.
        at::Generator made = default_generator(type, index).clone();
        made.set_current_seed(seed);
        return made.unsafeReleaseGeneratorImpl();
    });
}

RAMPART_API void rampart_generator_release(void* handle) {
    c10::intrusive_ptr<c10::GeneratorImpl>::reclaim(static_cast<c10::GeneratorImpl*>(handle));
}

RAMPART_API int rampart_generator_set_seed(void* handle, uint64_t seed) {
    return guarded([&] {
        at::Generator target = generator(handle);
        std::lock_guard<std::mutex> lock(target.mutex());
        target.set_current_seed(seed);
    });
}

// A fresh seed from the system's entropy.
RAMPART_API int rampart_generator_new_seed(void* handle, uint64_t* seed) {
    return guarded([&] {
        at::Generator target = generator(handle);
        std::lock_guard<std::mutex> lock(target.mutex());
        *seed = target.seed();
    });
}

RAMPART_API int rampart_generator_seed(void* handle, uint64_t* seed) {
    return guarded([&] { *seed = generator(handle).current_seed(); });
}

RAMPART_API int rampart_generator_get_state(void* handle, Value* state) {
    return guarded([&] {
        at::Generator target = generator(handle);
        std::lock_guard<std::mutex> lock(target.mutex());
        *state = to_value(c10::IValue(target.get_state()));
    });
}

RAMPART_API int rampart_generator_set_state(void* handle, void* state) {
    return guarded([&] {
        at::Generator target = generator(handle);
        std::lock_guard<std::mutex> lock(target.mutex());
        target.set_state(borrow(state));
    });
}

RAMPART_API int rampart_manual_seed(uint64_t seed) {
    return guarded([&] { at::manual_seed(seed); });
}
