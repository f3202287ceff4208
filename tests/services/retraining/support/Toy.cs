using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Pipeline.Planning;

namespace Rampart.Retraining.Tests;

/// <summary>A pipeline of one stage that has nothing to do but to read a file.</summary>
static class Toy
{
    public static readonly StageCatalog Catalog = new(
    [
        new StageKind("toy", typeof(Knobs), 1, new Plan(), Command: null)
        {
            Sources = knobs => [new SourceFile("text", ((Knobs)knobs).Path)],
        },
    ]);

    public static string Yaml(string file, string triggers, string name = "toy") => $$"""
        name: {{name}}
        triggers:
          {{triggers}}
        stages:
          data: { kind: toy, path: {{file}} }
        """;

    public static PipelineDefinition Read(string yaml) => new PipelineReader(Catalog).Read(yaml, "toy.yaml", []);

    public sealed record Knobs
    {
        public string Path { get; init; } = "";
    }

    sealed class Plan : IStagePlan
    {
        public IReadOnlyList<PlannedItem> Items(StageSituation situation) => [];

        public int Count(StageSituation situation) => 0;

        public IEnumerable<NamedArtifact> Outputs(StageSituation situation) => [];
    }
}
