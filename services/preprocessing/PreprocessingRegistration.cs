using Microsoft.Extensions.DependencyInjection;
using Rampart.Bus;
using Rampart.Contracts;
using Rampart.Learning.Data;
using Rampart.Pipeline;
using Rampart.Stages;

namespace Rampart.Preprocessing;

/// <summary>Adds the preprocessing service.</summary>
public static class PreprocessingRegistration
{
    /// <summary>The kind of stage.</summary>
    public static StageKind Kind { get; } = new(
        "preprocessing", typeof(PreprocessingParameters), PreprocessingStage.Version, new PreprocessingPlan(), order => new PreprocessShard(order))
    {
        Description = "Turns images of a source into shards of samples with captions, questions and answers, and trains the tokenizer.",
        Parts = parameters => ((PreprocessingParameters)parameters).Splits.Keys,
        OffersSamples = true,
        Sources = parameters => Files((PreprocessingParameters)parameters),
    };

    /// <summary>Adds stages, kinds and consumer; whatever turns data into samples is ordered by one message.</summary>
    public static IServiceCollection AddPreprocessing(this IServiceCollection services) => services
        .AddSingleton(Kind)
        .AddSingleton<IStage, PreprocessingStage>()
        .AddSingleton(ArrivalsRegistration.Kind)
        .AddSingleton<IStage, ArrivalsStage>()
        .AddSingleton(MixtureRegistration.Kind)
        .AddSingleton<IStage, MixtureStage>()
        .AddWorkConsumer<PreprocessShard>(Kind.Kind);

    private static IEnumerable<SourceFile> Files(PreprocessingParameters parameters)
    {
        SourceFile[] corpus = parameters.Safety?.Unsafe?.Corpus is { } named ? [new SourceFile(CorpusParameters.Role, named.Locate())] : [];
        IEnumerable<string> sets = parameters.Splits.Values.Select(split => split.From);
        return DataSources.Locate(parameters.Source.Open(), parameters.Source.Path, sets)
            .Select(found => new SourceFile(found.Name, found.Path))
            .Concat(corpus);
    }
}
