// What tensors take of the processor's memory, and a bound on it. It costs nothing until it is asked for: only then does the counting allocator
// stand in for libtorch's own.
#include "guard.h"
#include <atomic>
#include <c10/core/Allocator.h>
#include <c10/core/CPUAllocator.h>
#include <cstdlib>
#include <cstring>

namespace {

std::atomic<int64_t> live{0}, peak{0}, bound{0};

// A block begins with its size; what follows is aligned as libtorch's own allocator aligns it.
constexpr size_t kAlignment = 64;

void free_block(void* data) {
    if (data == nullptr) return;
    void* block = static_cast<char*>(data) - kAlignment;
    live -= *static_cast<int64_t*>(block);
    std::free(block);
}

// Neither function says override: newer versions of libtorch dropped a const and added the copy.
class CountingAllocator final : public c10::Allocator {
public:
    c10::DataPtr allocate(size_t bytes) const { return take(bytes); }
    c10::DataPtr allocate(size_t bytes) { return take(bytes); }
    void copy_data(void* target, const void* source, size_t bytes) const { std::memcpy(target, source, bytes); }
    c10::DeleterFnPtr raw_deleter() const override { return &free_block; }

private:
    c10::DataPtr take(size_t size) const {
        const auto bytes = static_cast<int64_t>(size);
        const int64_t most = bound.load(), now = live.fetch_add(bytes) + bytes;
        if (most > 0 && now > most) {
            live -= bytes;
            TORCH_CHECK(false, "out of memory: ", size, " bytes were wanted, and with them tensors would take ", now, " of the ", most, " that are allowed.");
        }
        void* block = size == 0 ? nullptr : std::aligned_alloc(kAlignment, (size + 2 * kAlignment - 1) / kAlignment * kAlignment);
        if (block == nullptr) {
            live -= bytes;
            TORCH_CHECK(size == 0, "out of memory: ", size, " bytes were wanted.");
            return {nullptr, nullptr, &free_block, c10::Device(c10::DeviceType::CPU)};
        }
        int64_t seen = peak.load();
        while (now > seen && !peak.compare_exchange_weak(seen, now)) {}
        *static_cast<int64_t*>(block) = bytes;
        void* data = static_cast<char*>(block) + kAlignment;
        return {data, data, &free_block, c10::Device(c10::DeviceType::CPU)};
    }
};

} // namespace

// Counts from now on; what is there already is not counted.
RAMPART_API int rampart_memory_watch() {
    return guarded([] {
        static CountingAllocator counting;
        c10::SetCPUAllocator(&counting, 1);
    });
}

RAMPART_API int64_t rampart_memory_live() { return live.load(); }

RAMPART_API int64_t rampart_memory_peak() { return peak.load(); }

RAMPART_API void rampart_memory_reset_peak() { peak.store(live.load()); }

// 0 takes the bound away.
RAMPART_API void rampart_memory_set_bound(int64_t bytes) { bound.store(bytes); }
