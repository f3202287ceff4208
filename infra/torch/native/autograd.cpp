// Gradients: the engine's two entry points, the flags of a tensor and the modes of a thread.
#include "convert.h"
#include "guard.h"
#include "handle.h"
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/autograd/autograd.h>

namespace {

torch::autograd::variable_list tensors(void* const* handles, int count) {
    torch::autograd::variable_list list;
    list.reserve(count);
    for (int i = 0; i < count; ++i) list.push_back(borrow(handles[i]));
    return list;
}

} // namespace

RAMPART_API int rampart_backward(void* const* roots, int root_count, void* const* grads, int grad_count,
                                 void* const* inputs, int input_count, int retain_graph, int create_graph) {
    return guarded([&] {
        torch::autograd::backward(tensors(roots, root_count), tensors(grads, grad_count), retain_graph != 0, create_graph != 0,
            tensors(inputs, input_count));
    });
}

// Fills `gradients`, one per input; null where unused and allowed.
RAMPART_API int rampart_grad(void* const* roots, int root_count, void* const* inputs, int input_count,
                             void* const* grads, int grad_count, int retain_graph, int create_graph, int allow_unused,
                             Value* gradients) {
    return guarded([&] {
        auto found = torch::autograd::grad(tensors(roots, root_count), tensors(inputs, input_count), tensors(grads, grad_count),
            retain_graph != 0, create_graph != 0, allow_unused != 0);
        for (size_t i = 0; i < found.size(); ++i) gradients[i] = to_value(c10::IValue(std::move(found[i])));
    });
}

RAMPART_API int rampart_set_requires_grad(void* handle, int required) {
    return guarded([&] { borrow(handle).set_requires_grad(required != 0); });
}

RAMPART_API int rampart_retain_grad(void* handle) {
    return guarded([&] { borrow(handle).retain_grad(); });
}

RAMPART_API int rampart_get_grad(void* handle, Value* gradient) {
    return guarded([&] { *gradient = to_value(c10::IValue(borrow(handle).grad())); });
}

RAMPART_API int rampart_set_grad(void* handle, void* gradient) {
    return guarded([&] { borrow(handle).mutable_grad() = borrow(gradient); });
}

RAMPART_API int rampart_grad_mode() { return c10::GradMode::is_enabled() ? 1 : 0; }

RAMPART_API void rampart_set_grad_mode(int enabled) { c10::GradMode::set_enabled(enabled != 0); }

RAMPART_API int rampart_inference_mode() { return c10::InferenceMode::is_enabled() ? 1 : 0; }

// The mode is a guard of libtorch's; it lives until rampart_leave_inference_mode on the same thread.
RAMPART_API void* rampart_enter_inference_mode(int enabled) {
    return guarded<void*>(nullptr, [&] { return new c10::InferenceMode(enabled != 0); });
}

RAMPART_API void rampart_leave_inference_mode(void* mode) { delete static_cast<c10::InferenceMode*>(mode); }
