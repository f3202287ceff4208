using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace Rampart.Torch.Tests.Modules;

public sealed class FunctionTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    [Fact]
    public void Layer_norm_and_its_three_gradients_agree_with_PyTorch()
    {
        Figures figures = Figures.Of("nn.json", "layer_norm");
        Tensor x = figures["x"].requires_grad_(true);
        Tensor w = figures["w"].requires_grad_(true);
        Tensor b = figures["b"].requires_grad_(true);

        Tensor y = F.layer_norm(x, [8], w, b, 1e-5);
        IList<Tensor> gradients = autograd.grad([y], [x, w, b], [figures["g"]]);

        figures.Agrees("y", y);
        figures.Agrees("gx", gradients[0]);
        figures.Agrees("gw", gradients[1]);
        figures.Agrees("gb", gradients[2]);
    }

    [Fact]
    public void Attention_agrees_with_its_formula_plain_masked_and_causal()
    {
        Figures figures = Figures.Of("nn.json", "attention");
        (Tensor q, Tensor k, Tensor v) = (figures["q"], figures["k"], figures["v"]);

        figures.Agrees("full", F.scaled_dot_product_attention(q, k, v));
        figures.Agrees("added", F.scaled_dot_product_attention(q, k, v, figures["mask"]));
        figures.Agrees("causal", F.scaled_dot_product_attention(q, k, v, is_casual: true));
        figures.Agrees("causal", F.scaled_dot_product_attention(q, k, v, ones(5, 5, dtype: ScalarType.Bool).tril()));
    }

    [Fact]
    public void Attention_keeps_nothing_but_its_result()
    {
        Figures figures = Figures.Of("nn.json", "attention");
        (Tensor q, Tensor k, Tensor v) = (figures["q"], figures["k"], figures["v"]);
        int before = _scope.DisposablesCount;
        F.scaled_dot_product_attention(q, k, v, is_casual: true);
        Assert.Equal(before + 1, _scope.DisposablesCount);
    }

    [Fact]
    public void Cross_entropy_agrees_in_every_reduction_and_option()
    {
        Figures figures = Figures.Of("nn.json", "cross_entropy");
        Tensor x = figures["x"];
        Tensor t = figures["t", ScalarType.Int64];

        figures.Agrees("mean", F.cross_entropy(x, t));
        figures.Agrees("total", F.cross_entropy(x, t, reduction: nn.Reduction.Sum));
        figures.Agrees("each", F.cross_entropy(x, t, reduction: nn.Reduction.None));
        figures.Agrees("smooth", F.cross_entropy(x, t, label_smoothing: 0.1));
        figures.Agrees("weighted", F.cross_entropy(x, t, figures["weight"]));
        figures.Agrees("ignored", F.cross_entropy(x, t.clamp(min: 0), ignore_index: 4));
    }

    [Fact]
    public void Elementwise_functions_agree_with_PyTorch()
    {
        Figures figures = Figures.Of("nn.json", "elementwise");
        Tensor a = figures["a"];

        figures.Agrees("gelu", F.gelu(a));
        figures.Agrees("gelu_tanh", F.gelu(a, TorchSharp.Modules.GELU.Approximate.tanh));
        figures.Agrees("silu", F.silu(a));
        figures.Agrees("relu", F.relu(a));
        figures.Agrees("logsigmoid", F.logsigmoid(a));
        figures.Agrees("softplus", F.softplus(a));
        figures.Agrees("softmax", F.softmax(a, 1));
        figures.Agrees("log_softmax", F.log_softmax(a, 1));
        figures.Agrees("normalize", F.normalize(a, dim: -1));
        figures.Agrees("cosine", F.cosine_similarity(a, figures["c"], dim: -1));
    }

    [Fact]
    public void Losses_agree_with_PyTorch()
    {
        Figures figures = Figures.Of("nn.json", "losses");
        (Tensor a, Tensor c, Tensor p) = (figures["a"], figures["c"], figures["p"]);
        Tensor logs = F.log_softmax(a, 1);

        figures.Agrees("mse", F.mse_loss(a, c));
        figures.Agrees("l1", F.l1_loss(a, c));
        figures.Agrees("smooth_l1", F.smooth_l1_loss(a, c, beta: 0.5));
        figures.Agrees("huber", F.huber_loss(a, c, delta: 0.5));
        figures.Agrees("bce", F.binary_cross_entropy_with_logits(a, p));
        figures.Agrees("kl_log", F.kl_div(logs, F.log_softmax(c, 1)));
        figures.Agrees("kl_plain", F.kl_div(logs, p, log_target: false));
        figures.Agrees("nll", F.nll_loss(logs, tensor(new long[] { 0, 5, 2, 3 })));
    }

    [Fact]
    public void Image_functions_agree_with_PyTorch()
    {
        Figures figures = Figures.Of("nn.json", "images");
        Tensor x = figures["x"];
        Tensor b = figures["b"];

        figures.Agrees("conv", F.conv2d(x, figures["w"], b, strides: [2, 2], padding: [1, 1]));
        figures.Agrees("group_norm", F.group_norm(x, 2, b.narrow(0, 0, 4), b.narrow(0, 4, 4)));
        figures.Agrees("unfold", F.unfold(x, 3, stride: 3));
        figures.Agrees("pad", F.pad(x, (1, 2, 0, 1), value: 0.5));
        figures.Agrees("reflect", F.pad(x, (1, 1, 1, 1), PaddingModes.Reflect));
        figures.Agrees("nearest", F.interpolate(x, scale_factor: [2, 2]));
        figures.Agrees("bilinear", F.interpolate(x, size: [9, 5], mode: InterpolationMode.Bilinear, align_corners: false));
        figures.Agrees("bicubic", F.interpolate(x, size: [3, 4], mode: InterpolationMode.Bicubic, align_corners: false));
        figures.Agrees("smooth", F.interpolate(x, size: [3, 4], mode: InterpolationMode.Bicubic, align_corners: false, antialias: true));
        figures.Agrees("area", F.interpolate(x, size: [3, 2], mode: InterpolationMode.Area));
        figures.Agrees("grid_sample", F.grid_sample(x, figures["grid"], align_corners: false));
        figures.Agrees(
            "grid_border", F.grid_sample(x, figures["grid"], padding_mode: GridSamplePaddingMode.Border, align_corners: true));
    }

    [Fact]
    public void One_hot_marks_one_class_per_row()
    {
        Tensor marked = F.one_hot(tensor(new long[] { 2, 0 }), 3);
        Assert.Equal([0L, 0, 1, 1, 0, 0], marked.reshape(-1).data<long>().ToArray());
    }

    [Fact]
    public void Dropout_keeps_the_mean_while_training_and_does_nothing_otherwise()
    {
        Tensor x = ones(20000);
        Tensor dropped = F.dropout(x, 0.25, training: true);
        Assert.Equal(x, F.dropout(x, 0.25, training: false));
        Assert.Equal([0f, 4f / 3f], dropped.data<float>().ToArray().Distinct().Order());
        Assert.InRange(dropped.mean().item<float>(), 0.97f, 1.03f);
    }

    public void Dispose() => _scope.Dispose();
}
