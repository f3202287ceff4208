using System.Text.RegularExpressions;

namespace Rampart.Deploy.Tests;

/// <summary>Rules for the secrets of the compose files.</summary>
static partial class ComposeSecretRules
{
    static readonly string[] GivenByTheUser = ["RAMPART_CERTIFICATES"];

    public static Rule[] All { get; } =
    [
        new("Secrets come from the environment, and compose fails without them", Literal,
            new Mistake(ComposeFile.Main, "${RAMPART_BUS_PASSWORD:?run infra/deploy/compose/prepare.sh}", "hunter2", "Rampart__Bus__Password"),
            new Mistake(ComposeFile.Main, "${RAMPART_BUS_PASSWORD:?run", "${RAMPART_BUS_PASSWORD:-run", "RAMPART_BUS_PASSWORD"),
            new Mistake(ComposeFile.Main, "${RAMPART_STORAGE_KEY:?run infra/deploy/compose/prepare.sh}", "Zm9vYmFy", "AccountKey")),
        new("Every variable that compose insists on is written by prepare.sh, or explained in the README", Written,
            new Mistake(ComposeFile.Main, "${RAMPART_OPERATOR_PASSWORD:?", "${RAMPART_ADMIN_PASSWORD:?", "RAMPART_ADMIN_PASSWORD"),
            new Mistake(ComposeFile.Prepare, "add RAMPART_STORAGE_KEY", "add RAMPART_BLOB_KEY", "RAMPART_STORAGE_KEY"),
            new Mistake(ReadmeRules.Path, "RAMPART_CERTIFICATES", "CERTIFICATES", "RAMPART_CERTIFICATES")),
    ];

    static IEnumerable<string> Literal(DeployFiles files)
    {
        foreach ((string key, string value) in ComposeFile.All(files).SelectMany(file => file.Services.Values)
            .SelectMany(service => service.Map("environment")).Select(entry => (entry.Key, entry.Value?.ToString() ?? "")).Distinct())
        {
            if (SecretName().IsMatch(key) && !ComposeFile.Variables(value).Any())
            {
                yield return $"{key} is written out";
            }
            if (LiteralKey().IsMatch(value))
            {
                yield return $"{key} has an AccountKey written out";
            }
            foreach ((string name, string otherwise) in ComposeFile.Variables(value).Where(v => SecretName().IsMatch(v.Name) && v.Otherwise is not ['?', ..]))
            {
                yield return $"{key}: {name} may be missing, it is \"{otherwise}\" then";
            }
        }
    }

    static IEnumerable<string> Written(DeployFiles files)
    {
        string script = files.Text(ComposeFile.Prepare);
        string readme = files.Text(ReadmeRules.Path);
        return ComposeFile.All(files).SelectMany(file => ComposeFile.Variables(files.Text(file.Path)))
            .Where(variable => variable.Otherwise is ['?', ..]).Select(variable => variable.Name).Distinct()
            .Where(name => GivenByTheUser.Contains(name) ? !readme.Contains($"`{name}`") : !script.Contains($"add {name} ") && !script.Contains($"{name}=$"));
    }

    [GeneratedRegex("(?i)password|secret|(storage_key)|connectionstring|sastoken|accounts")]
    private static partial Regex SecretName();

    [GeneratedRegex(@"AccountKey=(?!\$)")]
    private static partial Regex LiteralKey();
}
