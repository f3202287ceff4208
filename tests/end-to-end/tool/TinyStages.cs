using Microsoft.Extensions.DependencyInjection;
using Rampart.Bus;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Stages;

namespace Rampart.EndToEnd.Tool;

/// <summary>Three tiny kinds that take the places of the real ones: a fan-out, a fan-out over its shards, and a chain.</summary>
public static class TinyStages
{
    /// <summary>Registers them as services do.</summary>
    public static void Add(IServiceCollection services) => services
        .AddSingleton<INumerics, PlainNumerics>()
        .AddSingleton<IStage, SplitStage>()
        .AddSingleton<IStage>(new HashStage("mining"))
        .AddSingleton<IStage>(new HashStage("training"))
        .AddSingleton(new StageKind("preprocessing", typeof(SplitKnobs), 1, new SplitPlan(), order => new PreprocessShard(order))
        {
            Sources = knobs => [new SourceFile("text", ((SplitKnobs)knobs).Path)],
        })
        .AddSingleton(new StageKind("mining", typeof(HashKnobs), 1, new HashPlan(), order => new MineShard(order)))
        .AddSingleton(new StageKind("training", typeof(FoldKnobs), 1, new FoldPlan(), order => new TrainSegment(order)) { OffersModel = true })
        .AddWorkConsumer<PreprocessShard>("preprocessing")
        .AddWorkConsumer<MineShard>("mining")
        .AddWorkConsumer<TrainSegment>("training");
}
