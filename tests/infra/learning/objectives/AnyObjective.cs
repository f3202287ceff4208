using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;
using TorchSharp;

namespace Rampart.Learning.Tests.Objectives;

/// <summary>Every objective by its name, with its default options except for the attack; what stands behind a slash is a variant.</summary>
internal static class AnyObjective
{
    private const string Adapted = "/lora";

    public static string[] Names { get; } = 
    [
        "contrastive", "instruction", "tecoa", "tecoa/clean-weight", "fare", "fare/l1", "adpo", "adpo/ipo", "adpo/kto-pair", "adpo/simpo", "dpo", "dpo/ipo", "dpo/orpo",
        "adversarial-contrastive", "adversarial-instruction", "safety-tuning",
        "adversarial-reference", "adversarial-reference/latent", "adversary-aware-dpo", "adversary-aware-dpo/latent", "adversary-aware-dpo/plain",
        "concept-bottleneck", "concept-bottleneck/mean", "concept-bottleneck/model", "adversarial-prompt-tuning",
        "contrastive/lora", "instruction/lora", "tecoa/lora", "fare/lora", "adpo/lora", "dpo/lora", "adversarial-instruction/lora",
        "safety-tuning/lora", "adversarial-reference/lora", "adversary-aware-dpo/latent/lora", "concept-bottleneck/model/lora",
    ];

    private static readonly string[] AdaptedDecoders = ["instruction", "dpo", "adversarial-instruction", "safety-tuning", "adversarial-reference", "adversary-aware-dpo/latent", "concept-bottleneck/model"];

    private static readonly ModelPart[] AllParts = [ModelPart.Tower, ModelPart.Projector, ModelPart.Decoder];

    public static IObjective Make(string name, ModelBundle bundle, ClipVisionTower reference, PgdOptions? attack = null)
    {
        PgdOptions pgd = attack ?? new PgdOptions();
        return name.EndsWith(Adapted, StringComparison.Ordinal)
            ? new LoraTraining(Plain(name[..^Adapted.Length], bundle, reference, pgd), Adapters(bundle, AdaptedDecoders.Contains(name[..^Adapted.Length])))
            : Plain(name, bundle, reference, pgd);
    }

    private static LoraAdapters Adapters(ModelBundle bundle, bool onDecoder)
    {
        bundle.AttachLora(onDecoder
            ? new LoraConfig(3, 6, ["q_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj", "linear_1"], [ModelPart.Decoder, ModelPart.Projector])
            : new LoraConfig(3, 6, ["q_proj", "k_proj", "v_proj", "out_proj", "fc1", "fc2"], [ModelPart.Tower]));
        bundle.Lora!.Initialise(7);
        // Away from B = 0, where nothing depends on A.
        using var scope = torch.NewDisposeScope();
        bundle.LoadComponent(ModelBundle.LoraComponent, bundle.Lora.Weights().ToDictionary(
            entry => entry.Key, entry => entry.Key.Contains("lora_B", StringComparison.Ordinal) ? torch.full_like(entry.Value, 0.05) : entry.Value.detach().clone()));
        return bundle.Lora;
    }

    private static IObjective Plain(string name, ModelBundle bundle, ClipVisionTower reference, PgdOptions pgd)
    {
        return name switch
        {
            "contrastive" => new Contrastive(bundle.Clip(), new ContrastiveOptions()),
            "instruction" => new Instruction(bundle.Vision, bundle.Language!, new InstructionOptions()),
            "adversarial-contrastive" => new Contrastive(bundle.Clip(), new ContrastiveOptions { Attack = pgd }),
            "adversarial-instruction" => new Instruction(
                bundle.Vision,
                bundle.Language!,
                new InstructionOptions { Attack = pgd, Trains = AllParts }),
            "safety-tuning" => new SafetyTuning(bundle.Vision, bundle.Language!, AllParts),
            "adversarial-reference" => AdversarialReference(AdversarySpace.Image),
            "adversarial-reference/latent" => AdversarialReference(AdversarySpace.Latent),
            "adversary-aware-dpo" => AdversaryAwareDpo(AdversarySpace.Image),
            "adversary-aware-dpo/latent" => AdversaryAwareDpo(AdversarySpace.Latent),
            "adversary-aware-dpo/plain" => AdversaryAwareDpo(AdversarySpace.None),
            "concept-bottleneck" => Bottleneck(BottleneckStage.Modules, ConceptPooling.First),
            "concept-bottleneck/mean" => Bottleneck(BottleneckStage.Modules, ConceptPooling.Mean),
            "concept-bottleneck/model" => Bottleneck(BottleneckStage.Model, ConceptPooling.First),
            "adversarial-prompt-tuning" => PromptTuning(),
            "tecoa" => Tecoa(new TecoaOptions()),
            "tecoa/clean-weight" => Tecoa(new TecoaOptions { CleanWeight = 0.3 }),
            "fare" => Fare(new FeatureOptions()),
            "fare/l1" => Fare(new FeatureOptions { Metric = FeatureMetric.L1 }),
            "adpo" => Adpo(PreferenceKind.Sigmoid),
            "adpo/ipo" => Adpo(PreferenceKind.Ipo),
            "adpo/kto-pair" => Adpo(PreferenceKind.KtoPair),
            "adpo/simpo" => Adpo(PreferenceKind.Simpo),
            "dpo" => Dpo(PreferenceKind.Sigmoid),
            "dpo/ipo" => Dpo(PreferenceKind.Ipo),
            "dpo/orpo" => Dpo(PreferenceKind.Orpo),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Unknown objective."),
        };

        AdversarialPromptTuning PromptTuning()
        {
            bundle.AttachPrompt(new LearnedPromptConfig(3));
            bundle.Prompt!.Initialise(5);
            return new AdversarialPromptTuning(bundle.Clip(), bundle.Prompt, TinyModels.ClassNames(), pgd);
        }

        ConceptBottleneck Bottleneck(BottleneckStage stage, ConceptPooling pooling)
        {
            bundle.AttachSafety(TinyModels.Safety(pooling));
            bundle.Safety!.Initialise(5);
            return new ConceptBottleneck(bundle.Vision, bundle.Language!, bundle.Safety, new ConceptBottleneckOptions { Stage = stage, Trains = AllParts });
        }

        // A still attack on images stands for a still one on hidden states.
        AdversaryOptions Adversary(AdversarySpace space) => new()
        {
            Space = space,
            Image = pgd,
            Latent = pgd.Epsilon < 1e-6 ? new LatentOptions { Radius = 1e-9, Steps = 1 } : new LatentOptions { Radius = 0.5, Steps = 3 },
        };
        AdversarialReference AdversarialReference(AdversarySpace space) => new(
            bundle.Vision, bundle.Language!, new AdversarialReferenceOptions { Adversary = Adversary(space), Trains = AllParts });
        AdversaryAwareDpo AdversaryAwareDpo(AdversarySpace space) => new(
            bundle.Vision,
            bundle.Language!,
            reference,
            TinyModels.Bundle(seed: 3).Language!,
            new AdversaryAwareDpoOptions { Adversary = Adversary(space), UtilityWeight = 0.5, Trains = AllParts });
        Dpo Dpo(PreferenceKind kind) => new(
            bundle.Vision,
            bundle.Language!,
            reference,
            TinyModels.Bundle(seed: 3).Language!,
            new DpoOptions
            {
                Preference = new PreferenceOptions { Kind = kind },
                AnswerWeight = 0.2,
                Trains = AllParts,
            });
        Tecoa Tecoa(TecoaOptions options) => new(bundle.Vision, TinyModels.ClassEmbeddings(), options with { Attack = pgd, LogitScale = 10 });
        Fare Fare(FeatureOptions features) => new(bundle.Vision, reference, new FareOptions { Attack = pgd, Features = features });
        // Plain weights: a finite difference would see the confidence weights sg(p) move.
        Adpo Adpo(PreferenceKind kind) => new(
            bundle.Vision,
            reference,
            bundle.Language!,
            new AdpoOptions { Attack = pgd, Weighting = TokenWeighting.Plain, Preference = new PreferenceOptions { Kind = kind } });
    }
}
