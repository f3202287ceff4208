using System.ComponentModel;
using Rampart.Learning.Data;
using Rampart.Pipeline.Parameters;

namespace Rampart.Preprocessing;

/// <summary>A benign stand-in for a content policy; see <see cref="SafetyPolicy"/>.</summary>
public sealed record SafetyParameters
{
    /// <summary>The classes with a risk.</summary>
    [Description("The classes with a made-up risk; all others have level 0 and type safe.")]
    [ItemCount(1, 1000)]
    public required IReadOnlyList<RiskParameters> Risks { get; init; }

    /// <summary>Where refusing begins.</summary>
    [Description("The level from which requests about an image must be refused; lower ones carry a risk and are answered all the same.")]
    [Bounds(1, SafetyPolicy.Levels - 1)]
    public int RefuseFrom { get; init; } = 2;

    /// <summary>Requests per sample.</summary>
    [Description("Requests per sample, drawn from the templates; evaluations ask the first one.")]
    [Bounds(1, 4, Unit = "requests")]
    public int Requests { get; init; } = 2;

    /// <summary>Unsafe requests.</summary>
    [Description("Requests that must be refused about every image, as VLGuard's unsafe instructions about safe ones. None unless given.")]
    [AddedLater]
    public UnsafeRequestParameters? Unsafe { get; init; }

    /// <summary>It as work items state it: not where a file lies, but what is in it decides what comes out.</summary>
    internal SafetyParameters InWork() => this with { Unsafe = Unsafe?.InWork() };

    internal SafetyPolicy Policy => new([.. Risks.Select(risk => new ClassRisk(risk.Class, risk.Level, risk.Type))], RefuseFrom);

    internal IEnumerable<ParameterFault> Check(IReadOnlyList<ClassWord> classes)
    {
        foreach ((RiskParameters risk, int place) in Risks.Select((risk, place) => (risk, place)))
        {
            if (classes.All(word => word.Word != risk.Class))
            {
                yield return new ParameterFault(
                    $"risks[{place}].class", $"the source has no class \"{risk.Class}\"", $"Use one of {string.Join(", ", classes.Select(word => word.Word))}.");
            }

            if (Risks.Take(place).Any(other => other.Class == risk.Class))
            {
                yield return new ParameterFault($"risks[{place}].class", $"\"{risk.Class}\" stands there twice", "Name each class once.");
            }

            if (!SplitParameters.IsName(risk.Type) || risk.Type == SafetyPolicy.Safe)
            {
                yield return new ParameterFault(
                    $"risks[{place}].type",
                    $"a type is made of lower-case letters, digits and dashes, and \"{SafetyPolicy.Safe}\" is taken",
                    "Choose a name such as privacy.");
            }
        }

        foreach (ParameterFault fault in Unsafe?.Check() ?? [])
        {
            yield return fault;
        }

        int restricted = Risks.Count(risk => risk.Level >= RefuseFrom);
        if (restricted == 0 || restricted == classes.Count)
        {
            yield return new ParameterFault(
                "refuse_from",
                restricted == 0 ? "no class reaches the level, so nothing is ever refused" : "every class reaches the level, so nothing is ever answered",
                "Change it, or the levels.");
        }
    }
}

/// <summary>The risk of one class.</summary>
public sealed record RiskParameters
{
    /// <summary>The class.</summary>
    [Description("The class, by its word: bag, ankle boot.")]
    public required string Class { get; init; }

    /// <summary>How risky.</summary>
    [Description("1 low, 2 medium, 3 high.")]
    [Bounds(1, SafetyPolicy.Levels - 1)]
    public required int Level { get; init; }

    /// <summary>What kind of risk.</summary>
    [Description("The kind of risk, a name of your choice.")]
    public required string Type { get; init; }
}
