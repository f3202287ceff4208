// A step of the graph whose backward pass is a function of the managed side.
#include "guard.h"
#include "handle.h"
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <vector>

RAMPART_API const char* rampart_error();

namespace {

// Reads `count` gradients of the outputs (borrowed; null where undefined), fills those of the inputs (owned; null for none). 0, or -1 with the error remembered.
using Backward = int (*)(void* state, void* const* gradients, int count, void** results, int result_count);
using Release = void (*)(void* state);

class ManagedNode final : public torch::autograd::Node {
public:
    ManagedNode(void* held, Backward run, Release freed, int count) : state(held), backward(run), release(freed), inputs(count) {}
    ~ManagedNode() override { release(state); }
    std::string name() const override { return "ManagedBackward"; }

private:
    torch::autograd::variable_list apply(torch::autograd::variable_list&& gradients) override {
        std::vector<void*> given, made(inputs, nullptr);
        for (const auto& gradient : gradients) given.push_back(gradient.defined() ? gradient.unsafeGetTensorImpl() : nullptr);
        TORCH_CHECK(backward(state, given.data(), static_cast<int>(given.size()), made.data(), inputs) == 0, rampart_error());
        torch::autograd::variable_list results;
        for (void* handle : made) results.push_back(handle == nullptr ? at::Tensor() : at::Tensor(ImplPointer::reclaim(static_cast<TensorHandle>(handle))));
        return results;
    }

    void* state;
    Backward backward;
    Release release;
    int inputs;
};

} // namespace

// Makes `outputs`, computed without a graph, outputs of a step behind `inputs` (null for what is no tensor). Takes `state` over, whatever happens.
RAMPART_API int rampart_attach_function(void* const* inputs, int input_count, void* const* outputs, int output_count, void* state,
                                        Backward backward, Release release) {
    auto made = std::make_unique<ManagedNode>(state, backward, release, input_count);
    return guarded([&] {
        std::shared_ptr<ManagedNode> node(made.release(), torch::autograd::deleteNode);
        torch::autograd::variable_list variables;
        for (int i = 0; i < input_count; ++i) variables.push_back(borrow(inputs[i]));
        node->set_next_edges(torch::autograd::collect_next_edges(variables));
        for (int i = 0; i < output_count; ++i) {
            at::Tensor output = borrow(outputs[i]);
            torch::autograd::set_history(output, node);
        }
    });
}

// The managed side reports through this what its function threw.
RAMPART_API void rampart_remember_error(const char* text) { remember_error(text); }
