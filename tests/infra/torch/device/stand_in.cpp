// A device that stands in for a GPU: its memory is the processor's and so is its arithmetic, but its tensors may no more be mixed with the processor's
// than those of a GPU. Whoever makes a tensor without saying where is found out.
#include <ATen/ATen.h>
#include <ATen/EmptyTensor.h>
#include <ATen/InferSize.h>
#include <ATen/TensorUtils.h>
#include <ATen/native/CPUFallback.h>
#include <c10/core/impl/DeviceGuardImplInterface.h>
#include <cstdlib>
#include <cstring>
#include <torch/library.h>

namespace {

constexpr auto kKind = c10::DeviceType::PrivateUse1;

class Memory final : public c10::Allocator {
public:
    c10::DataPtr allocate(size_t bytes) const { return take(bytes); }
    c10::DataPtr allocate(size_t bytes) { return take(bytes); }
    void copy_data(void* target, const void* source, size_t bytes) const { std::memcpy(target, source, bytes); }
    c10::DeleterFnPtr raw_deleter() const override { return &std::free; }

private:
    static c10::DataPtr take(size_t bytes) {
        void* data = bytes == 0 ? nullptr : std::aligned_alloc(64, (bytes + 63) / 64 * 64);
        return {data, data, &std::free, c10::Device(kKind, 0)};
    }
};

Memory memory;

// The same bytes as a tensor of the processor.
at::Tensor seen(const at::Tensor& tensor) {
    return at::from_blob(tensor.data_ptr(), tensor.sizes(), tensor.strides(), tensor.options().device(at::kCPU));
}

at::Tensor empty(c10::IntArrayRef size, c10::optional<at::ScalarType> dtype, c10::optional<at::Layout>, c10::optional<at::Device>,
                 c10::optional<bool>, c10::optional<at::MemoryFormat> format) {
    return at::detail::empty_generic(size, &memory, c10::DispatchKeySet(c10::DispatchKey::PrivateUse1), c10::dtype_or_default(dtype), format);
}

at::Tensor empty_strided(c10::IntArrayRef size, c10::IntArrayRef stride, c10::optional<at::ScalarType> dtype, c10::optional<at::Layout>,
                         c10::optional<at::Device>, c10::optional<bool>) {
    return at::detail::empty_strided_generic(size, stride, &memory, c10::DispatchKeySet(c10::DispatchKey::PrivateUse1), c10::dtype_or_default(dtype));
}

at::Tensor copy_from(const at::Tensor& source, const at::Tensor& target, bool) {
    at::Tensor there = seen(target);
    there.copy_(seen(source));
    return target;
}

at::Tensor copy_from_and_resize(const at::Tensor& source, const at::Tensor& target) {
    if (source.sizes() != target.sizes()) {
        const at::Tensor fresh = empty(source.sizes(), source.scalar_type(), {}, {}, {}, {});
        target.unsafeGetTensorImpl()->set_storage_keep_dtype(fresh.storage());
        target.unsafeGetTensorImpl()->set_sizes_and_strides(fresh.sizes(), fresh.strides());
    }
    return copy_from(source, target, false);
}

void refuse_strangers(const c10::OperatorHandle& op, const at::Tensor& tensor) {
    TORCH_CHECK(!tensor.defined() || tensor.device().type() == kKind || tensor.dim() == 0,
        "Expected all tensors to be on the same device, but ", op.schema().name(), " got one on the processor.");
}

// Indices are the one thing that a GPU takes from the processor too.
bool takes_indices(const c10::OperatorHandle& op) { return op.schema().name().find("aten::index") == 0 && op.schema().name() != "aten::index_select"; }

void fallback(const c10::OperatorHandle& op, torch::jit::Stack* stack) {
    for (const auto& result : op.schema().returns()) {
        TORCH_CHECK(result.alias_info() == nullptr || result.alias_info()->isWrite(), "The stand-in has no view ", op.schema().name(), ".");
    }
    const auto arguments = torch::jit::last(*stack, op.schema().arguments().size());
    for (const auto& argument : arguments) {
        if (argument.isTensor()) refuse_strangers(op, argument.toTensor());
        else if (argument.isTensorList()) for (const at::Tensor& tensor : argument.toTensorList()) refuse_strangers(op, tensor);
        else if (argument.isList() && !takes_indices(op)) {
            for (const c10::IValue& element : argument.toListRef()) if (element.isTensor()) refuse_strangers(op, element.toTensor());
        }
    }
    at::native::cpu_fallback(op, stack);
}

at::Tensor strided(const at::Tensor& self, c10::IntArrayRef size, c10::IntArrayRef stride, c10::optional<int64_t> offset) {
    auto result = at::detail::make_tensor<c10::TensorImpl>(c10::TensorImpl::VIEW, c10::Storage(self.storage()), self.key_set(), self.dtype());
    result.unsafeGetTensorImpl()->set_storage_offset(offset.value_or(self.storage_offset()));
    result.unsafeGetTensorImpl()->set_sizes_and_strides(size, stride);
    return result;
}

at::Tensor view(const at::Tensor& self, c10::IntArrayRef size) {
    const auto sizes = at::infer_size(size, self.numel());
    const auto strides = at::detail::computeStride(self.sizes(), self.strides(), at::DimVector(sizes.begin(), sizes.end()));
    TORCH_CHECK(strides.has_value(), "view size is not compatible with input tensor's size and stride.");
    return strided(self, sizes, *strides, c10::nullopt);
}

at::Tensor unfold(const at::Tensor& self, int64_t dimension, int64_t size, int64_t step) {
    auto sizes = self.sizes().vec(), strides = self.strides().vec();
    const int64_t place = at::maybe_wrap_dim(dimension, self.dim());
    sizes.push_back(size);
    strides.push_back(strides[place]);
    sizes[place] = (sizes[place] - size) / step + 1;
    strides[place] *= step;
    return strided(self, sizes, strides, c10::nullopt);
}

at::Tensor reshape_alias(const at::Tensor& self, c10::IntArrayRef size, c10::IntArrayRef stride) { return strided(self, size, stride, c10::nullopt); }

} // namespace

C10_REGISTER_GUARD_IMPL(PrivateUse1, c10::impl::NoOpDeviceGuardImpl<kKind>);

TORCH_LIBRARY_IMPL(_, PrivateUse1, library) { library.fallback(torch::CppFunction::makeFromBoxedFunction<&fallback>()); }

TORCH_LIBRARY_IMPL(aten, PrivateUse1, library) {
    library.impl("empty.memory_format", &empty);
    library.impl("empty_strided", &empty_strided);
    library.impl("_copy_from", &copy_from);
    library.impl("_copy_from_and_resize", &copy_from_and_resize);
    library.impl("as_strided", &strided);
    library.impl("view", &view);
    library.impl("unfold", &unfold);
    library.impl("_reshape_alias", &reshape_alias);
}

// The number of the device's kind, which differs between versions of libtorch.
extern "C" int stand_in_kind() { return static_cast<int>(kKind); }
