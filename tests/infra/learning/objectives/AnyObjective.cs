using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;

namespace Rampart.Learning.Tests.Objectives;

/// <summary>Every objective by its name, with its default options except for the attack; what stands behind a slash is a variant.</summary>
internal static class AnyObjective
{
    public static string[] Names { get; } = 
    [
        "contrastive", "instruction", "tecoa", "tecoa/clean-weight", "fare", "fare/l1", "adpo", "adpo/ipo", "adpo/kto-pair", "adpo/simpo",
    ];

    public static IObjective Make(string name, ModelBundle bundle, ClipVisionTower reference, PgdOptions? attack = null)
    {
        PgdOptions pgd = attack ?? new PgdOptions();
        return name switch
        {
            "contrastive" => new Contrastive(bundle.Clip(), new ContrastiveOptions()),
            "instruction" => new Instruction(bundle.Vision, bundle.Language!, new InstructionOptions()),
            "tecoa" => Tecoa(new TecoaOptions()),
            "tecoa/clean-weight" => Tecoa(new TecoaOptions { CleanWeight = 0.3 }),
            "fare" => Fare(new FeatureOptions()),
            "fare/l1" => Fare(new FeatureOptions { Metric = FeatureMetric.L1 }),
            "adpo" => Adpo(PreferenceKind.Sigmoid),
            "adpo/ipo" => Adpo(PreferenceKind.Ipo),
            "adpo/kto-pair" => Adpo(PreferenceKind.KtoPair),
            "adpo/simpo" => Adpo(PreferenceKind.Simpo),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Unknown objective."),
        };

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
