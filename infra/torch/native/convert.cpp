#include "convert.h"
#include "compat.h"
#include "handle.h"
#include <ATen/core/Generator.h>
#include <ATen/core/List.h>
#include <cstdlib>
#include <string>

namespace {

template <class T>
c10::IValue to_list(const Value& value) {
    const auto* first = static_cast<const T*>(value.pointer);
    c10::List<T> list;
    list.reserve(value.count);
    for (int i = 0; i < value.count; ++i) list.push_back(first[i]);
    return list;
}

template <class Element>
c10::IValue to_tensor_list(const Value& value) {
    void* const* first = static_cast<void* const*>(value.pointer);
    c10::List<Element> list;
    list.reserve(value.count);
    for (int i = 0; i < value.count; ++i) {
        if (first[i] == nullptr) list.push_back(Element());
        else list.push_back(borrow(first[i]));
    }
    return list;
}

c10::Device to_device(int64_t packed) {
    return c10::Device(static_cast<c10::DeviceType>(packed >> 8), static_cast<c10::DeviceIndex>(packed & 0xff));
}

Value tensor_value(at::Tensor tensor) {
    Value result{};
    result.count = own_storage(tensor);
    result.pointer = give(std::move(tensor));
    result.tag = result.pointer == nullptr ? Tag::None : Tag::Tensor;
    return result;
}

Value tensor_list_value(c10::List<at::Tensor> tensors) {
    Value result{};
    result.tag = Tag::TensorList;
    result.count = static_cast<int32_t>(tensors.size());
    auto** handles = static_cast<void**>(std::malloc(sizeof(void*) * (tensors.size() + 1)));
    TORCH_CHECK(handles != nullptr, "Out of memory for a list of ", tensors.size(), " tensors.");
    for (size_t i = 0; i < tensors.size(); ++i) handles[i] = give(tensors.extract(i));
    result.pointer = handles;
    return result;
}

} // namespace

c10::IValue to_ivalue(const Value& value) {
    switch (value.tag) {
        case Tag::None: return {};
        case Tag::Tensor: return borrow(value.pointer);
        case Tag::Int: return value.integer;
        case Tag::Real: return value.real;
        case Tag::Bool: return value.integer != 0;
        case Tag::IntList: return to_list<int64_t>(value);
        case Tag::RealList: return to_list<double>(value);
        case Tag::BoolList: return to_list<bool>(value);
        case Tag::TensorList: return to_tensor_list<at::Tensor>(value);
        case Tag::OptionalTensorList: return to_tensor_list<optional_of<at::Tensor>>(value);
        case Tag::String: return std::string(static_cast<const char*>(value.pointer), value.count);
        case Tag::Device: return to_device(value.integer);
        case Tag::Generator:
            return at::Generator(c10::intrusive_ptr<c10::GeneratorImpl>::reclaim_copy(static_cast<c10::GeneratorImpl*>(value.pointer)));
        default: TORCH_CHECK(false, "A value with the unknown tag ", static_cast<int>(value.tag), " cannot be passed to an operator.");
    }
}

Value to_value(c10::IValue&& value) {
    if (value.isTensor()) return tensor_value(std::move(value).toTensor());
    if (value.isTensorList()) return tensor_list_value(std::move(value).toTensorList());
    Value result{};
    result.tag = Tag::None;
    if (value.isBool()) {
        result.tag = Tag::Bool;
        result.integer = value.toBool();
    } else if (value.isInt()) {
        result.tag = Tag::Int;
        result.integer = value.toInt();
    } else if (value.isDouble()) {
        result.tag = Tag::Real;
        result.real = value.toDouble();
    } else {
        TORCH_CHECK(value.isNone(), "A result of the type ", value.tagKind(), " has no counterpart in C#.");
    }
    return result;
}
