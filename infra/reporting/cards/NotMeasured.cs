using Rampart.Contracts;

namespace Rampart.Reporting.Cards;

/// <summary>What a reader of a model card might take for granted although nobody has looked.</summary>
static class NotMeasured
{
    static readonly string[] Always =
    [
        "attacks by somebody who adapts them to this training, beyond those named above",
        "images or texts from elsewhere than the data named above",
        "attacks in the physical world, universal perturbations, patches and changes of the text",
    ];

    /// <summary>One statement per gap, for a list.</summary>
    public static IEnumerable<string> By(IReadOnlyList<ResultRow> rows)
    {
        var attacked = rows.Where(row => row.Attack is not null).ToList();
        if (attacked.Count == 0)
        {
            yield return "robustness: no attack was run";
        }
        else
        {
            foreach (string norm in new[] { "linf", "l2" }.Where(norm => attacked.All(row => row.Norm != norm)))
            {
                yield return $"perturbations bounded in {Norm(norm)}";
            }
            yield return $"radii beyond {string.Join(", ", attacked.GroupBy(row => row.Norm).Select(group => $"{Radius.Name(group.Max(row => row.Epsilon ?? 0))} ({Norm(group.Key)})"))}";
        }
        if (rows.All(row => row.Task != "safety"))
        {
            yield return "jailbreaks and over-refusal";
        }
        foreach (string gap in Always)
        {
            yield return gap;
        }
    }

    /// <summary>A norm as papers write it.</summary>
    public static string Norm(string? norm) => norm switch { "linf" => "L-infinity", "l2" => "L2", _ => norm ?? "" };
}
