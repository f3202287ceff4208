using System.Globalization;
using Rampart.Contracts;
using Rampart.Pipeline;

namespace Rampart.Benchmarks;

/// <summary>The pipeline that is planned: shards of one image each, mined and paired, in one round or in many.</summary>
static class PlanningPipeline
{
    public static PipelineDefinition Of(StageCatalog catalog, int items, int rounds)
    {
        int shards = items / (1 + (2 * rounds));

        // A training reads every pair of its round, and so carries them in its order; in one wide round that is no message any more.
        string train = rounds == 1
            ? ""
            : "      train: { kind: training, data: images/train, objective: { name: adpo }, model: { from: previous }, pairs: pair, steps: 20 }";
        return new PipelineReader(catalog).Read(Text(shards, rounds) + train, "planning.yaml", []);
    }

    public static RunStarted Started(string runId, PipelineDefinition pipeline) => new(
        runId,
        new ArtifactRef(pipeline.Digest, 1, MediaTypes.Yaml),
        [
            .. new[] { "train-images-idx3-ubyte", "train-labels-idx1-ubyte" }.Select(
                file => new NamedArtifact($"source/images/{file}", new ArtifactRef(pipeline.Digest, 1, MediaTypes.Binary))),
        ],
        "cpu-float32",
        "1");

    static string Text(int shards, int rounds) => string.Create(CultureInfo.InvariantCulture, $$"""
        name: planning
        stages:
          images:
            kind: preprocessing
            source: { name: fashion-mnist, path: unused }
            image: { mean: [0.3], std: [0.3] }
            splits: { train: { from: train, count: 2 }, pool: { from: train, count: {{shards}} } }
            shard_size: 1
          base:
            kind: training
            data: images/train
            objective: { name: contrastive }
            model: { create: { vision: {}, text: {} } }
            steps: 20
            segment_steps: 10
          harden:
            kind: rounds
            rounds: {{rounds}}
            from: base
            stages:
              mine: { kind: mining, model: previous, data: images/pool, samples: {{shards}}, attack: { name: pgd } }
              pair: { kind: pairing, model: previous, chosen: policy, mined: mine }

        """);
}
