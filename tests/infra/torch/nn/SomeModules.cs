using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Rampart.Torch.Tests.Modules;

/// <summary>A module with everything that can be registered, in an order that is not alphabetical.</summary>
internal sealed class Block : Module<Tensor, Tensor>
{
    private readonly LayerNorm norm;
    private readonly Linear up;
    private readonly ModuleList<Linear> downs;
    private readonly Parameter scale;
    private readonly Tensor positions;

    public Block()
        : base(nameof(Block))
    {
        norm = LayerNorm(4);
        up = Linear(4, 6, hasBias: false);
        downs = ModuleList(Linear(6, 4), Linear(4, 4));
        scale = Parameter(ones(4));
        positions = arange(3);
        RegisterComponents();
    }

    public Linear Up => up;

    public Parameter Scale => scale;

    public Tensor Positions => positions;

    public override Tensor forward(Tensor input) => downs[1].call(downs[0].call(up.call(norm.call(input)))) * scale;
}

/// <summary>A block below another module, beside a sequence.</summary>
internal sealed class Tower : Module<Tensor, Tensor>
{
    private readonly Sequential head;
    private readonly Block block;

    public Tower()
        : base(nameof(Tower))
    {
        head = Sequential(("first", Linear(4, 4)), ("act", GELU()), ("last", Linear(4, 2)));
        block = new Block();
        RegisterComponents();
    }

    public Block Block => block;

    public override Tensor forward(Tensor input) => head.call(block.call(input));
}
