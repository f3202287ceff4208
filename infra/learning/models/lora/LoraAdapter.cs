using Rampart.Learning.Randomness;
using TorchSharp;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>The low-rank change of one linear map (Hu et al. 2021, equation 3): W becomes W + (alpha / r) B A, A [r, inputs] and B [outputs, r].</summary>
/// <remarks>It is added to the weight, not computed beside the product: so everything that is derived from weights (joined, scaled, pooled, held during
/// attacks and generation) holds with it as without, and a held model pays nothing for it.</remarks>
internal sealed class LoraAdapter : nn.Module
{
    private const string Down = ".lora_A.weight", Up = ".lora_B.weight";

    private readonly double _scale;
    private readonly double _dropout;
    private readonly LoraMatrix lora_A;
    private readonly LoraMatrix lora_B;
    private float[]? _kept;

    public LoraAdapter(long inputs, long outputs, LoraConfig config)
        : base(nameof(LoraAdapter))
    {
        _scale = config.Alpha / config.Rank;
        _dropout = config.Dropout;
        lora_A = new LoraMatrix(config.Rank, inputs);
        lora_B = new LoraMatrix(outputs, config.Rank);
        register_module("lora_A", lora_A);
        register_module("lora_B", lora_B);
    }

    /// <summary>Whether a parameter's name is that of an adapter.</summary>
    public static bool Owns(string name) => name.EndsWith(Down, StringComparison.Ordinal) || name.EndsWith(Up, StringComparison.Ordinal);

    /// <summary>The path of the linear map that the adapter's parameter belongs to.</summary>
    public static string PathOf(string name) => name[..^Down.Length];

    /// <summary>What is added to the weight, [outputs, inputs].</summary>
    /// <param name="dropsOut">Whether dropout applies.</param>
    public Tensor Change(bool dropsOut)
    {
        Tensor down = lora_A.Weight;
        if (dropsOut && _kept is not null)
        {
            down = down * tensor(_kept).to(down.device);
        }

        return lora_B.Weight.mm(down) * _scale;
    }

    /// <summary>PEFT's start: A uniform in +-1/sqrt(inputs) (Kaiming with a = sqrt(5)), B zero, so that nothing changes at first.</summary>
    public void Initialise(ulong seed, string path)
    {
        using var scope = NewDisposeScope();
        using var constant = no_grad();
        var values = new float[lora_A.Weight.numel()];
        float bound = 1 / MathF.Sqrt(lora_A.Weight.shape[1]);
        new SampleRandom(seed, "lora-start/" + path).FillUniform(values, -bound, bound);
        lora_A.Weight.copy_(tensor(values).view(lora_A.Weight.shape));
        lora_B.Weight.fill_(0);
    }

    /// <summary>Chooses which inputs the change passes over until the next draw.</summary>
    public void DrawDropout(ulong seed, string path)
    {
        if (_dropout > 0)
        {
            var stream = new SampleRandom(seed, "lora-dropout/" + path);
            _kept = [.. Enumerable.Range(0, (int)lora_A.Weight.shape[1]).Select(_ => stream.NextDouble() < _dropout ? 0f : (float)(1 / (1 - _dropout)))];
        }
    }
}
