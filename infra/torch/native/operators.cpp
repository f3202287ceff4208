// Calls any operator of the dispatcher by name, with tagged values: the whole of ATen through one function.
#include "compat.h"
#include "convert.h"
#include "guard.h"
#include <ATen/core/dispatch/Dispatcher.h>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

namespace {

struct Operator {
    explicit Operator(c10::OperatorHandle found) : handle(std::move(found)) {
        for (const auto& argument : handle.schema().arguments()) {
            required.push_back(!argument.default_value().has_value());
            defaults.push_back(argument.default_value().has_value() ? *argument.default_value() : c10::IValue());
        }
    }

    c10::OperatorHandle handle;
    std::vector<c10::IValue> defaults;
    std::vector<bool> required;
};

// The argument stack is kept per thread so that a call allocates nothing; a nested call simply finds it empty.
class BorrowedStack {
public:
    BorrowedStack() { stack.swap(spare); }
    ~BorrowedStack() { stack.clear(); stack.swap(spare); }
    torch::jit::Stack stack;

private:
    static thread_local torch::jit::Stack spare;
};

thread_local torch::jit::Stack BorrowedStack::spare;

void push_arguments(const Operator& op, const Value* values, int count, torch::jit::Stack& stack) {
    const auto& arguments = op.handle.schema().arguments();
    TORCH_CHECK(static_cast<size_t>(count) <= arguments.size(), op.handle.schema().name(), " takes at most ", arguments.size(),
        " arguments, ", count, " were given.");
    for (size_t i = 0; i < arguments.size(); ++i) {
        if (i < static_cast<size_t>(count) && values[i].tag != Tag::Default) {
            stack.push_back(to_ivalue(values[i]));
        } else {
            TORCH_CHECK(!op.required[i], op.handle.schema().name(), " needs its argument '", arguments[i].name(), "'.");
            stack.push_back(op.defaults[i]);
        }
    }
}

} // namespace

RAMPART_API void* rampart_find(const char* name, const char* overload) {
    return guarded<void*>(nullptr, [&]() -> void* {
        auto found = c10::Dispatcher::singleton().findSchema({name, overload});
        return found.has_value() ? new Operator(*found) : nullptr;
    });
}

// The schema as libtorch prints it; valid until the next call of this function on the same thread.
RAMPART_API const char* rampart_schema(void* op) {
    static thread_local std::string text;
    return guarded<const char*>(nullptr, [&] {
        std::ostringstream out;
        out << static_cast<Operator*>(op)->handle.schema();
        text = out.str();
        return text.c_str();
    });
}

// The names of the arguments, in order, separated by commas; valid until the next call on the same thread.
RAMPART_API const char* rampart_arguments(void* op) {
    static thread_local std::string text;
    return guarded<const char*>(nullptr, [&] {
        text.clear();
        for (const auto& argument : static_cast<Operator*>(op)->handle.schema().arguments())
            text += (text.empty() ? "" : ",") + argument.name();
        return text.c_str();
    });
}

// Returns the number of results, or -1. A failed call leaves nothing behind.
RAMPART_API int rampart_call(void* op, const Value* arguments, int count, Value* results, int room) {
    return guarded(-1, [&] {
        const auto& target = *static_cast<Operator*>(op);
        BorrowedStack borrowed;
        push_arguments(target, arguments, count, borrowed.stack);
        target.handle.callBoxed(borrowed.stack);
        TORCH_CHECK(borrowed.stack.size() <= static_cast<size_t>(room), target.handle.schema().name(), " returned ",
            borrowed.stack.size(), " values, there is room for ", room, ".");
        int returned = 0;
        for (auto& value : borrowed.stack) results[returned++] = to_value(std::move(value));
        return returned;
    });
}
