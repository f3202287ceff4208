// The one type that crosses the border: a tagged value of 16 bytes, the same layout as TorchSharp.Interop.Value in C#.
#pragma once
#include <cstdint>

enum class Tag : int32_t {
    Default = 0,       // fill in the default of the operator's schema
    None = 1,
    Tensor = 2,        // pointer to a TensorImpl; borrowed as an argument, one owned reference as a result
    Int = 3,
    Real = 4,
    Bool = 5,
    IntList = 6,
    RealList = 7,
    BoolList = 8,
    TensorList = 9,    // array of TensorImpl pointers; as a result the caller frees the array with rampart_free
    OptionalTensorList = 10,
    String = 11,       // UTF-8, `count` bytes
    Device = 12,       // type << 8 | (index & 0xff)
    Generator = 13,    // pointer to a GeneratorImpl, borrowed
};

struct Value {
    union {
        void* pointer;
        int64_t integer;
        double real;
    };
    Tag tag;
    int32_t count;     // length of a list; for a result tensor the size of its own storage in units of 256 bytes
};

static_assert(sizeof(Value) == 16, "C# lays Value out as 16 bytes");
