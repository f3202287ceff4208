using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Rampart.Learning.Models;

/// <summary>The adapters of a model, a component of their own: stored, trained and passed on apart from the weights that they change.</summary>
public sealed class LoraAdapters : ModelComponent
{
    private readonly SortedDictionary<string, (PrecisionLinear Host, LoraAdapter Adapter)> _adapters = new(StringComparer.Ordinal);
    private readonly ModelComponent[] _hosts;

    /// <summary>Puts an adapter that changes nothing yet on every linear map that the configuration names.</summary>
    /// <exception cref="ModelConfigException">A target names no linear map of these parts.</exception>
    internal LoraAdapters(LoraConfig config, IEnumerable<ModelComponent> hosts)
        : base("lora", ComputePrecision.Float32)
    {
        Config = config.Checked("lora");
        _hosts = [.. hosts];
        foreach ((string path, PrecisionLinear linear) in LoraTargets.Find(_hosts, config))
        {
            var adapter = new LoraAdapter(linear.Base.shape[1], linear.Base.shape[0], config);
            // A module's name may hold no dots; Weights() puts them back.
            register_module(path.Replace('.', '/'), adapter);
            linear.Attach(adapter);
            _adapters.Add(path, (linear, adapter));
        }

        Changed();
    }

    /// <summary>What they were made from.</summary>
    public LoraConfig Config { get; }

    /// <summary>The parts in which there are adapters.</summary>
    public IReadOnlySet<ModelPart> Parts => _adapters.Keys.Select(ModelParts.Host).ToHashSet();

    /// <summary>The adapters' parameters under their linear map's path: <c>....q_proj.lora_A.weight</c>.</summary>
    public override IReadOnlyDictionary<string, Parameter> Weights() => named_parameters()
        .ToDictionary(entry => entry.name.Replace('/', '.'), entry => entry.parameter, StringComparer.Ordinal);

    /// <summary>The name of the weight that a parameter of an adapter changes.</summary>
    public static string HostWeight(string name) => LoraAdapter.PathOf(name) + ".weight";

    /// <summary>Fills A with start values and B with zeros: the model then is what it was without them.</summary>
    /// <param name="seed">The seed; equal seeds give equal adapters.</param>
    public void Initialise(ulong seed)
    {
        foreach ((string path, (_, LoraAdapter adapter)) in _adapters)
        {
            adapter.Initialise(seed, path);
        }

        Changed();
    }

    /// <summary>Draws the dropout of the next optimizer step; without a draw there is none.</summary>
    /// <param name="seed">The seed of the step.</param>
    public void DrawDropout(ulong seed)
    {
        foreach ((string path, (_, LoraAdapter adapter)) in _adapters)
        {
            adapter.DrawDropout(seed, path);
        }
    }

    /// <summary>Takes the adapters off; with <paramref name="merge"/>, their changes are added to the weights first.</summary>
    internal void Detach(bool merge)
    {
        foreach ((PrecisionLinear host, _) in _adapters.Values)
        {
            host.Detach(merge);
        }

        Changed();
    }

    private protected override void Changed()
    {
        base.Changed();
        foreach (ModelComponent host in _hosts)
        {
            host.WeightsChanged();
        }
    }
}
