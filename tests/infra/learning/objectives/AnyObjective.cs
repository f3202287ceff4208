using Rampart.Learning.Attacks;
using Rampart.Learning.Models;
using Rampart.Learning.Objectives;

namespace Rampart.Learning.Tests.Objectives;

/// <summary>Every objective by its name, with its default options except for the attack.</summary>
internal static class AnyObjective
{
    public static string[] Names { get; } = ["contrastive", "instruction", "tecoa", "fare", "adpo"];

    public static IObjective Make(string name, ModelBundle bundle, ClipVisionTower reference, PgdOptions? attack = null)
    {
        PgdOptions pgd = attack ?? new PgdOptions();
        return name switch
        {
            "contrastive" => new Contrastive(bundle.Clip(), new ContrastiveOptions()),
            "instruction" => new Instruction(bundle.Vision, bundle.Language!, new InstructionOptions()),
            "tecoa" => new Tecoa(bundle.Vision, TinyModels.ClassEmbeddings(), new TecoaOptions { Attack = pgd, LogitScale = 10 }),
            "fare" => new Fare(bundle.Vision, reference, new FareOptions { Attack = pgd }),
            // Plain weights: a finite difference would see the confidence weights sg(p) move.
            "adpo" => new Adpo(bundle.Vision, reference, bundle.Language!, new AdpoOptions { Attack = pgd, Weighting = TokenWeighting.Plain }),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "Unknown objective."),
        };
    }
}
