// What a tensor is: its memory, shape and place, in one call.
#include "guard.h"
#include "handle.h"
#include <cstdlib>
#include <cstring>
#include <string>

namespace {

thread_local std::string last_error;

struct TensorInfo {
    void* data;
    const int64_t* sizes;      // valid as long as the tensor is
    const int64_t* strides;
    int64_t elements;
    int64_t storage_offset;
    int32_t dimensions;
    int32_t element_size;
    int32_t dtype;
    int32_t device_type;
    int32_t device_index;
    int32_t flags;             // 1 requires_grad, 2 is_leaf, 4 contiguous, 8 sparse
};

} // namespace

void remember_error(const char* text) noexcept {
    try {
        last_error = text;
    } catch (...) {
        last_error.clear();
    }
}

// Why the last failed call of this thread failed; UTF-8.
RAMPART_API const char* rampart_error() { return last_error.c_str(); }

RAMPART_API void rampart_free(void* memory) { std::free(memory); }

RAMPART_API void rampart_release(void* handle) {
    ImplPointer::reclaim(static_cast<TensorHandle>(handle));
}

// One more reference to the same tensor.
RAMPART_API void* rampart_retain(void* handle) { return give(borrow(handle)); }

RAMPART_API int rampart_info(void* handle, TensorInfo* info) {
    return guarded([&] {
        const at::Tensor tensor = borrow(handle);
        const bool strided = tensor.layout() == c10::kStrided;
        std::memset(info, 0, sizeof(*info));
        info->data = strided && tensor.has_storage() && tensor.numel() > 0 ? tensor.data_ptr() : nullptr;
        info->sizes = tensor.sizes().data();
        info->strides = strided ? tensor.strides().data() : nullptr;
        info->elements = tensor.numel();
        info->storage_offset = strided ? tensor.storage_offset() : 0;
        info->dimensions = static_cast<int32_t>(tensor.dim());
        info->element_size = static_cast<int32_t>(tensor.element_size());
        info->dtype = static_cast<int32_t>(tensor.scalar_type());
        info->device_type = static_cast<int32_t>(tensor.device().type());
        info->device_index = tensor.device().index();
        info->flags = (tensor.requires_grad() ? 1 : 0) | (tensor.is_leaf() ? 2 : 0)
            | (strided && tensor.is_contiguous() ? 4 : 0) | (strided ? 0 : 8);
    });
}
