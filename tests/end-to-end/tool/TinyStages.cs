using Microsoft.Extensions.DependencyInjection;
using Rampart.Bus;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Stages;

namespace Rampart.EndToEnd.Tool;

/// <summary>Tiny kinds that take the places of the real ones: a fan-out, a fan-out over its shards, a chain, and a model that is judged.</summary>
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
        .AddSingleton<IStage, PackStage>()
        .AddSingleton<IStage, JudgeStage>()
        .AddSingleton(new StageKind(
            "pairing", typeof(PackKnobs), 1, new OneItemPlan("pack", knobs => (((PackKnobs)knobs).Data, [])), order => new PairShard(order)) { OffersModel = true })
        .AddSingleton(new StageKind(
            "evaluation", typeof(JudgeKnobs), 1, new OneItemPlan("judge", knobs => (((JudgeKnobs)knobs).Model, new() { ["mark"] = ((JudgeKnobs)knobs).Mark })),
            order => new EvaluateShard(order)) { ChecksGates = _ => true })
        .AddWorkConsumer<PairShard>("pairing")
        .AddWorkConsumer<EvaluateShard>("evaluation")
        .AddWorkConsumer<PreprocessShard>("preprocessing")
        .AddWorkConsumer<MineShard>("mining")
        .AddWorkConsumer<TrainSegment>("training");
}
