// Everything that differs between libtorch 1.13 and 2.x, in one place.
#pragma once
#include <ATen/core/Tensor.h>
#include <ATen/core/function_schema.h>
#include <torch/version.h>

// libtorch moved from c10::optional to std::optional; the type is taken from a function that returns one.
template <class New, template <class...> class Optional, class Old>
Optional<New> rebind_optional(const Optional<Old>&);
template <class T>
using optional_of = decltype(rebind_optional<T>(std::declval<const c10::Argument&>().default_value()));

#if TORCH_VERSION_MAJOR >= 2
using CudaIndex = c10::DeviceIndex;
#else
using CudaIndex = int64_t;
#endif
