// A tensor's handle is its TensorImpl, with one reference owned by the holder: no heap box around it.
#pragma once
#include <ATen/core/Tensor.h>
#include <algorithm>
#include <limits>

using TensorHandle = c10::TensorImpl*;
using ImplPointer = c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>;

// A tensor with a reference of its own; null gives the undefined tensor.
inline at::Tensor borrow(void* handle) {
    return handle == nullptr ? at::Tensor() : at::Tensor(ImplPointer::reclaim_copy(static_cast<TensorHandle>(handle)));
}

// Hands the reference to the caller; the undefined tensor becomes null.
inline TensorHandle give(at::Tensor tensor) {
    return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr;
}

// The memory that a new handle alone stands for, in units of 256 bytes: 0 for views and second handles.
inline int32_t own_storage(const at::Tensor& tensor) {
    if (!tensor.defined() || tensor.use_count() != 1 || !tensor.has_storage() || tensor.storage().use_count() != 1) return 0;
    const size_t units = tensor.storage().nbytes() / 256;
    return static_cast<int32_t>(std::min<size_t>(units, std::numeric_limits<int32_t>::max()));
}
