using Rampart.Learning.Models;
using Rampart.Learning.Randomness;
using Rampart.Learning.Tokenization;
using Rampart.Stages;

namespace Rampart.Training;

/// <summary>The model in training: built from the configuration, the finished components, and start values for the new ones.</summary>
internal sealed class TrainedModel : IDisposable
{
    /// <summary>The role of the tower, the model's own or one that takes its place.</summary>
    public const string TowerRole = "model.vision";

    /// <summary>The role of the configuration of the model that a tower was taken from.</summary>
    public const string TowerConfigRole = "tower.config";

    private readonly IReadOnlySet<string> _remade;

    private TrainedModel(ModelBundle bundle, BpeTokenizer tokenizer, IReadOnlySet<string> remade, bool isNew) =>
        (Bundle, Tokenizer, _remade, IsNew) = (bundle, tokenizer, remade, isNew);

    public ModelBundle Bundle { get; }

    public BpeTokenizer Tokenizer { get; }

    /// <summary>Whether the configuration is not that of the model it began with.</summary>
    public bool IsNew { get; }

    public static TrainedModel Build(StageContext context, TrainingWork work, DatasetDescription dataset)
    {
        BpeTokenizer tokenizer = StageModel.ReadTokenizer(context.Inputs, work.Create is null ? "model.tokenizer" : "tokenizer");
        ModelConfig config = work.Create is { } create
            ? ModelShapes.Clip(create, dataset, tokenizer)
            : StageModel.ReadConfig(context.Inputs, "model");
        if (context.Inputs.Find(TowerConfigRole) is not null)
        {
            TowerShape.Check(config, StageModel.ReadConfig(context.Inputs, "tower"));
        }

        if (work.Extend is { } extend)
        {
            config = config with { Language = ModelShapes.Llava(extend, config.Vision, tokenizer) };
        }

        var bundle = new ModelBundle(config, Numerics.Precision(context.Work.Numerics));
        try
        {
            bundle.Initialise(Seeds.Derive(context.Work.Seed, "weights"));
            StageModel.Fill(bundle, context.Inputs, "model");
            HashSet<string> remade = Adapt(bundle, work, context.Work.Seed);
            remade.UnionWith(CarriedParts.Add(bundle, work, tokenizer, dataset, context.Work.Seed));
            bundle.MoveTo(context.Device);
            if (work.GradientCheckpointing)
            {
                bundle.RecomputeActivations();
            }

            return new TrainedModel(bundle, tokenizer, remade, work.Create is not null || work.Extend is not null || work.Hints is not null || remade.Count > 0);
        }
        catch
        {
            bundle.Dispose();
            throw;
        }
    }

    // Merges and attaches adapters, and says which components are no longer those that came in.
    private static HashSet<string> Adapt(ModelBundle bundle, TrainingWork work, ulong seed)
    {
        var remade = new HashSet<string>(StringComparer.Ordinal);
        if (work.Merge && bundle.Lora is null)
        {
            throw new StageException("The model carries no adapters to merge.", "model.merge", "Leave the key out, or begin with a model that has some.");
        }

        if ((work.Merge || work.Lora is not null) && bundle.Lora is { } carried)
        {
            remade.UnionWith(carried.Parts.Select(Component));
            bundle.MergeLora();
        }

        if (work.Lora is not null)
        {
            bundle.AttachLora(work.Lora.Config());
            bundle.Lora!.Initialise(Seeds.Derive(seed, "lora"));
            remade.Add(ModelBundle.LoraComponent);
        }

        return remade;
    }

    private static string Component(ModelPart part) => part switch
    {
        ModelPart.Tower => ModelBundle.VisionComponent,
        ModelPart.Text => ModelBundle.TextComponent,
        _ => ModelBundle.LanguageComponent,
    };

    /// <summary>Writes what training changed or made; passes on by digest what it left alone.</summary>
    public void Write(StageContext context, IReadOnlyCollection<string> trained)
    {
        if (IsNew)
        {
            context.Outputs.Write(
                StageModel.ConfigRole,
                Contracts.MediaTypes.Json,
                stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(Bundle.Config.ToJson().ToJsonString())));
        }
        else
        {
            context.Outputs.Pass(StageModel.ConfigRole, context.Inputs.Get("model.config").Artifact);
        }

        foreach ((string name, ModelComponent component) in Bundle.Components)
        {
            if (context.Inputs.Find($"model.{name}") is { } untouched && !_remade.Contains(name) && !component.Weights().Keys.Any(trained.Contains))
            {
                context.Outputs.Pass(name, untouched.Artifact);
            }
            else
            {
                context.Outputs.WriteTensors(name, Bundle.SaveComponent(name));
            }
        }

        context.Outputs.Pass(
            StageModel.TokenizerRole, (context.Inputs.Find("model.tokenizer") ?? context.Inputs.Get("tokenizer")).Artifact);
    }

    public void Dispose() => Bundle.Dispose();
}
