using System.Text.RegularExpressions;

namespace Rampart.Deploy.Tests;

/// <summary>Rules for infra/deploy/README.md.</summary>
static partial class ReadmeRules
{
    public const string Path = "infra/deploy/README.md";

    public static Rule[] All { get; } =
    [
        new("Files that the README names are there", files => Links().Matches(files.Text(Path)).Select(link => link.Groups[1].Value)
                .Where(target => !target.Contains("://") && !target.StartsWith('#') && !target.StartsWith("../", StringComparison.Ordinal) && !files.Has($"infra/deploy/{target}")),
            new Mistake(Path, "(broker/definitions.sh)", "(broker/passwords.sh)", "broker/passwords.sh")),
        new("Commands of the README name files that there are", files => CommandFiles().Matches(files.Text(Path)).Select(match => match.Value.TrimEnd('/'))
                .Where(path => !files.Has(path) && !path.EndsWith("/.env", StringComparison.Ordinal)),
            new Mistake(Path, "infra/deploy/compose/prepare.sh", "infra/deploy/compose/passwords.sh", "passwords.sh"),
            new Mistake(Path, "infra/deploy/kubernetes/overlays/gpu", "infra/deploy/kubernetes/overlays/cuda", "overlays/cuda")),
    ];

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"infra/deploy/[\w./-]+")]
    private static partial Regex CommandFiles();
}
