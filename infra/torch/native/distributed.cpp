// Processes or threads that compute together: libtorch's own c10d, with gloo on processors and NCCL on GPUs.
#include "guard.h"
#include "handle.h"
#include <c10/util/intrusive_ptr.h>
#include <functional>
#include <memory>
#include <vector>
#if __has_include(<torch/csrc/distributed/c10d/FileStore.hpp>)
#include <torch/csrc/distributed/c10d/FileStore.hpp>
#include <torch/csrc/distributed/c10d/PrefixStore.hpp>
#define RAMPART_HAS_STORE 1
#endif
#if RAMPART_HAS_STORE && __has_include(<torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>) && __has_include(<gloo/algorithm.h>)
#define USE_C10D_GLOO
#include <torch/csrc/distributed/c10d/ProcessGroupGloo.hpp>
#define RAMPART_HAS_GLOO 1

#endif
#if RAMPART_HAS_STORE && __has_include(<torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>) && __has_include(<nccl.h>) && __has_include(<cuda_runtime.h>)
#define USE_C10D_NCCL
#include <torch/csrc/distributed/c10d/ProcessGroupNCCL.hpp>
#define RAMPART_HAS_NCCL 1
#endif

#if RAMPART_HAS_STORE
namespace {

// Before libtorch 2.0 both groups derive from ProcessGroup, afterwards from Backend; in either way from something that reduces.
struct Group {
    virtual ~Group() = default;
    // Returns what waits for the end, and says whether it was reached.
    virtual std::function<bool()> reduce(at::Tensor tensor) = 0;
};

template <class Made>
struct GroupOf final : Group {
    explicit GroupOf(c10::intrusive_ptr<Made> own) : group(std::move(own)) {}
    std::function<bool()> reduce(at::Tensor tensor) override {
        // The work looks at the list until it is done.
        auto tensors = std::make_shared<std::vector<at::Tensor>>(1, std::move(tensor));
        auto work = group->allreduce(*tensors);
        return [work, tensors] { return work->wait(); };
    }
    c10::intrusive_ptr<Made> group;
};

using Waiting = std::function<bool()>;

#if RAMPART_HAS_GLOO
Group* on_processors(const c10::intrusive_ptr<c10d::Store>& store, int rank, int count) {
    auto options = c10d::ProcessGroupGloo::Options::create();
    // Only processes of this machine meet.
    options->devices.push_back(c10d::ProcessGroupGloo::createDeviceForHostname("127.0.0.1"));
    options->threads = 1;
    return new GroupOf<c10d::ProcessGroupGloo>(c10::make_intrusive<c10d::ProcessGroupGloo>(store, rank, count, options));
}
#endif

} // namespace
#endif

// 0 for what this build can't do; else bit 0 for gloo, bit 1 for NCCL.
RAMPART_API int rampart_group_backends() {
    int found = 0;
#if RAMPART_HAS_GLOO
    found |= 1;
#endif
#if RAMPART_HAS_NCCL
    found |= 2;
#endif
    return found;
}

// Waits until all `count` members that name the same file have come.
RAMPART_API void* rampart_group_join(const char* file, int rank, int count, int is_cuda) {
    return guarded<void*>(nullptr, [&]() -> void* {
#if RAMPART_HAS_STORE
        auto store = c10::make_intrusive<c10d::FileStore>(std::string(file), count);
#if RAMPART_HAS_NCCL
        if (is_cuda) return static_cast<Group*>(new GroupOf<c10d::ProcessGroupNCCL>(c10::make_intrusive<c10d::ProcessGroupNCCL>(store, rank, count)));
#endif
#if RAMPART_HAS_GLOO
        if (!is_cuda) return on_processors(store, rank, count);
#endif
#endif
        TORCH_CHECK(false, "The binding was built without the headers of ", is_cuda ? "NCCL and CUDA" : "gloo (Debian: libgloo-dev)",
            ": install them and build infra/torch/native again, or compute on one device.");
    });
}

RAMPART_API void rampart_group_leave(void* group) {
#if RAMPART_HAS_STORE
    delete static_cast<Group*>(group);
#endif
}

// Begins to replace a tensor by the sum over all members; the result is to be waited for.
RAMPART_API void* rampart_group_reduce(void* group, void* tensor) {
    return guarded<void*>(nullptr, [&]() -> void* {
#if RAMPART_HAS_STORE
        return new Waiting(static_cast<Group*>(group)->reduce(borrow(tensor)));
#else
        TORCH_CHECK(false, "This libtorch has no c10d.");
#endif
    });
}

RAMPART_API int rampart_group_wait(void* work) {
    return guarded([&] {
#if RAMPART_HAS_STORE
        std::unique_ptr<Waiting> own(static_cast<Waiting*>(work));
        TORCH_CHECK((*own)(), "Another member of the group has gone.");
#endif
    });
}
