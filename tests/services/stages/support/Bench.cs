using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Pipeline.Planning;

namespace Rampart.Stages.Tests;

/// <summary>Runs whole stages in memory, item by item as their plans state them: what coordination does, without the bus.</summary>
internal sealed class Bench
{
    private readonly WarmCache _warm = new();
    private readonly Dictionary<string, IReadOnlyList<NamedArtifact>> _finished = [];

    public Bench() => TorchSharp.torch.set_num_threads(1);

    public MemoryArtifacts Store { get; } = new();

    public string Numerics { get; init; } = Stages.Numerics.CpuFloat32;

    public ulong Seed { get; init; } = 11;

    /// <summary>The items of the stages that ran, in order, with what they read and wrote.</summary>
    public List<(string Stage, PlannedItem Item, IReadOnlyList<NamedArtifact> Outputs)> Executed { get; } = [];

    /// <summary>The outputs of a stage that ran.</summary>
    public IReadOnlyList<NamedArtifact> this[string stage] => _finished[stage];

    /// <summary>Runs a stage to its end and returns what it offers.</summary>
    public IReadOnlyList<NamedArtifact> Run(
        string name, StageKind kind, IStage stage, object parameters, IReadOnlyList<NamedArtifact>? sources = null, params string[] references)
    {
        Dictionary<string, IReadOnlyList<NamedArtifact>> upstream = references.ToDictionary(
            reference => reference, reference => _finished.TryGetValue(reference, out var whole) ? whole : _finished[reference[..reference.LastIndexOf('/')]]);
        var finished = new Dictionary<string, IReadOnlyList<NamedArtifact>>();
        StageSituation Situation() => new(name, parameters, sources ?? [], upstream, finished);
        while (kind.Plan.Items(Situation()).FirstOrDefault(item => !finished.ContainsKey(item.Name)) is { } next)
        {
            finished.Add(next.Name, Execute(stage, next));
            Executed.Add((name, next, finished[next.Name]));
        }

        Assert.Equal(finished.Count, kind.Plan.Count(Situation()));
        return _finished[name] = [.. kind.Plan.Outputs(Situation())];
    }

    /// <summary>Executes one item.</summary>
    public IReadOnlyList<NamedArtifact> Execute(IStage stage, PlannedItem item)
    {
        var outputs = new MemoryArtifacts.Outputs(Store);
        var work = new WorkItem
        {
            Kind = stage.Kind,
            AlgorithmVersion = stage.AlgorithmVersion,
            Parameters = item.Parameters,
            Inputs = item.Inputs,
            Seed = Seed,
            Numerics = Numerics,
        };
        stage.Execute(new StageContext(
            work, new MemoryArtifacts.Inputs(Store, item.Inputs), outputs, new Progress<StageProgress>(), _warm, CancellationToken.None));
        return outputs.Written;
    }
}
