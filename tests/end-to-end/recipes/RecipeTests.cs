using System.Text.Json;
using Rampart.Evaluation;
using Rampart.Mining;
using Rampart.Pairing;
using Rampart.Pipeline;
using Rampart.Pipeline.Parameters;
using Rampart.Preprocessing;
using Rampart.RegisteredModels;
using Rampart.Testing;
using Rampart.Training;

namespace Rampart.EndToEnd.Tests;

/// <summary>The recipes of services/training/recipes; all tiny ones run on one store, as the real ones do.</summary>
public sealed class RecipeTests(RecipeTests.OneStore store) : IClassFixture<RecipeTests.OneStore>
{
    static readonly string Folder = Path.Combine(RepositoryFolder.Root, "services", "training", "recipes");
    static readonly string[] Shared = ["images", "clip", "base"];

    internal static readonly PipelineReader Reader = new(new StageCatalog(
    [
        PreprocessingRegistration.Kind, TrainingRegistration.Kind, MiningRegistration.Kind, PairingRegistration.Kind, EvaluationRegistration.Kind,
        ArrivalsRegistration.Kind, MixtureRegistration.Kind, RegisteredModelRegistration.Kind,
    ]));

    public static TheoryData<string> Recipes => [.. Directory.GetFiles(Folder, "*.yaml").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory]
    [MemberData(nameof(Recipes))]
    public void Recipes_begin_with_the_stages_of_the_default_pipeline_or_of_safety_to_share_what_was_computed(string recipe)
    {
        PipelineDefinition ours = Read(recipe);
        PipelineDefinition usual = HasPolicy(ours) ? Read("safety-tuning") : Reader.ReadFile(Path.Combine(RepositoryFolder.Root, "pipeline.yaml"), []);

        Assert.Equal(recipe, ours.Name);
        foreach (string name in Shared)
        {
            PipelineStage own = ours.Stages.Single(stage => stage.Name == name), other = usual.Stages.Single(stage => stage.Name == name);
            Assert.Equal(other.Seed, own.Seed);
            Assert.Equal(Text(other), Text(own));
        }
    }

    [Theory]
    [MemberData(nameof(Recipes))]
    public async Task A_tiny_version_of_every_recipe_runs_to_its_table_and_its_model(string recipe)
    {
        PipelineDefinition definition = Read(recipe);
        string output = Path.Combine(store.Place.Folder, recipe), table = Path.Combine(store.Place.Folder, recipe + ".md");
        string arrivals = Directory.CreateDirectory(Path.Combine(store.Place.Folder, "arrivals")).FullName;
        string[] elsewhere = definition.Comparison?.File is null ? [] : [$"comparison.file={Path.GetRelativePath(Folder, table)}"];

        ToolResult run = await ToolProcess.RunTool(
            ToolProcess.Real,
            ["run", Path.Combine(Folder, recipe + ".yaml"), .. TinyRecipe.Overrides(definition, arrivals), .. elsewhere, "--store", Path.Combine(store.Place.Folder, "store"), "--out", output]);

        Assert.True(run.ExitCode == 0, run.Errors);
        using JsonDocument results = JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "latest", "results.json")));
        Assert.Equal(elsewhere.Length > 0, File.Exists(table));
        Assert.Equal(
            definition.Stages.Select(stage => stage.Parameters).OfType<EvaluationParameters>().SelectMany(evaluation => evaluation.Models.Keys).Distinct().Order(),
            results.RootElement.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("model").GetString()).Distinct().Order());
        Assert.True(File.Exists(Path.Combine(output, "latest", "model", "model.safetensors")));
        var published = (TrainingParameters)definition.Stages.Single(stage => stage.Name == definition.Publish).Parameters;
        bool carriesParts = Lineage(definition, published).Any(model => model.Prompt is not null || model.Safety is not null || model.Defence is not null);
        Assert.Equal(carriesParts, File.Exists(Path.Combine(output, "latest", "parts", "parts.json")));
        Assert.Equal(published.Model.Lora is not null, File.Exists(Path.Combine(output, "latest", "adapter", "adapter_model.safetensors")));
    }

    static IEnumerable<ModelParameters> Lineage(PipelineDefinition definition, TrainingParameters last)
    {
        IEnumerable<ModelParameters> earlier = definition.Stages.Where(stage => stage.Name == last.Model.From)
            .SelectMany(stage => stage.Parameters is TrainingParameters training ? Lineage(definition, training) : []);
        return earlier.Append(last.Model);
    }

    static PipelineDefinition Read(string recipe) => Reader.ReadFile(Path.Combine(Folder, recipe + ".yaml"), []);

    static bool HasPolicy(PipelineDefinition recipe) => recipe.Stages.Any(stage => stage.Parameters is PreprocessingParameters { Safety: not null });

    static string Text(PipelineStage stage) => ParameterJson.Write(stage.Parameters, stage.Parameters.GetType()).GetRawText();

    /// <summary>A workplace for all recipes.</summary>
    public sealed class OneStore : IDisposable
    {
        internal Workplace Place { get; } = new();

        /// <inheritdoc/>
        public void Dispose() => Place.Dispose();
    }
}
