// Between the tagged values of the border and libtorch's own.
#pragma once
#include "value.h"
#include <ATen/core/ivalue.h>

c10::IValue to_ivalue(const Value& value);

// Moves the content out: tensors become owned references of the caller.
Value to_value(c10::IValue&& value);
