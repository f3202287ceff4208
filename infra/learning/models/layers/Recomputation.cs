using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>A layer that keeps its input alone and is computed again in the backward pass (Chen et al. 2016): the same bits, for a third more
/// arithmetic and the memory of one layer in place of all of them.</summary>
internal sealed class Recomputation : autograd.SingleTensorFunction<Recomputation>
{
    private const string Body = "body", Weights = "weights";
    private const int Arguments = 2;

    public override string Name => nameof(Recomputation);

    /// <summary>Runs a layer, with its activations kept or not as the model wants it.</summary>
    /// <param name="prepared">The model's prepared weights, which say so.</param>
    /// <param name="layer">Whose parameters the result depends on.</param>
    /// <param name="body">What the layer computes, a pure function of argument, mask and the parameters; it may hold on to no other tensor.</param>
    /// <param name="x">The argument.</param>
    /// <param name="mask">A constant, or null.</param>
    public static Tensor Run(PreparedWeights prepared, nn.Module layer, Func<Tensor, Tensor?, Tensor> body, Tensor x, Tensor? mask) =>
        prepared.Recomputes && is_grad_enabled() ? apply([new Layer(body, mask), x, .. ParametersOf(layer)]) : body(x, mask);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var layer = (Layer)vars[0];
        var x = (Tensor)vars[1];
        ctx.save_data(Body, layer.Body);
        ctx.save_data(Weights, vars[Arguments..]);
        ctx.save_for_backward(layer.Mask is null ? [x] : [x, layer.Mask]);
        return layer.Body(x, layer.Mask);
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        using var on = enable_grad();
        List<Tensor> saved = ctx.get_saved_variables();
        Tensor x = saved[0].detach().requires_grad_(true);
        Tensor y = ((Func<Tensor, Tensor?, Tensor>)ctx.get_data(Body))(x, saved.ElementAtOrDefault(1));
        object[] weights = (object[])ctx.get_data(Weights);
        List<Tensor> wanted = [x, .. weights.Cast<Tensor>().Where(weight => weight.requires_grad)];
        IList<Tensor> found = autograd.grad([y], wanted, [grad_output], allow_unused: true);
        int next = 1;
        return [null!, found[0], .. weights.Select(weight => ((Tensor)weight).requires_grad ? found[next++] : null!)];
    }

    private sealed record Layer(Func<Tensor, Tensor?, Tensor> Body, Tensor? Mask);

    private static IEnumerable<Parameter> ParametersOf(nn.Module layer) =>
        layer.parameters().Concat(layer.modules().OfType<PrecisionLinear>().SelectMany(linear => linear.AdapterParameters));
}
