using System.Text.Json;
using System.Text.RegularExpressions;
using Rampart.Hosting;

namespace Rampart.Deploy.Tests;

/// <summary>Rules for the image.</summary>
static partial class ImageRules
{
    const string Ignore = ".dockerignore";

    public static Rule[] All { get; } =
    [
        new("The image's bases are pinned to a version", Bases,
            new Mistake(Dockerfile.Path, "debian:12.12-slim AS base", "debian:latest AS base", "debian:latest"),
            new Mistake(Dockerfile.Path, "aspnet:10.0.12-noble", "aspnet:10.0", "aspnet:10.0"),
            new Mistake(Dockerfile.Path, "nvidia/cuda:12.8.1-runtime-ubuntu24.04", "nvidia/cuda", "nvidia/cuda")),
        new("The image does not run as root", User,
            new Mistake(Dockerfile.Path, "USER 1654:1654", "USER root", "USER root"),
            new Mistake(Dockerfile.Path, "USER 1654:1654", "", "no USER"),
            new Mistake(Dockerfile.Path, "USER 1654:1654", "USER rampart", "USER rampart")),
        new("The image leaves health checks to who runs it", files => Dockerfile.Read(files).Stages
                .SelectMany(stage => stage.All("HEALTHCHECK")).Select(check => $"HEALTHCHECK {check.Value}"),
            new Mistake(Dockerfile.Path, "EXPOSE 8080", "EXPOSE 8080\nHEALTHCHECK CMD true", "HEALTHCHECK")),
        new("The image says what it is and from which revision it was built", Labels,
            new Mistake(Dockerfile.Path, "image.revision=$REVISION", "image.revision=unknown", "revision"),
            new Mistake(Dockerfile.Path, "org.opencontainers.image.version=$VERSION \\\n", "\\\n", "version"),
            new Mistake(Dockerfile.Path, "ARG SOURCE\n", "", "SOURCE")),
        new("The image listens where the code does", files => Dockerfile.Read(files).Image.All("EXPOSE")
                .Where(expose => expose.Value != $"{new HttpOptions().Port}").Select(expose => $"EXPOSE {expose.Value}"),
            new Mistake(Dockerfile.Path, "EXPOSE 8080", "EXPOSE 80", "EXPOSE 80")),
        new("The image starts the tool", files => Dockerfile.Read(files).Image.All("ENTRYPOINT").Select(entry => entry.Value)
                .DefaultIfEmpty("none").Where(entry => !entry.EndsWith($"\"/opt/rampart/{ToolAssembly}\"]", StringComparison.Ordinal)),
            new Mistake(Dockerfile.Path, "rampart.dll\"]", "Rampart.Cli.dll\"]", "Rampart.Cli.dll")),
        new("Every TORCH that the image can be built with is a provider", Providers,
            new Mistake("Directory.Build.targets", "'$(TorchProvider)' == 'cuda'", "'$(TorchProvider)' == 'gpu'", "cuda"),
            new Mistake(Dockerfile.Path, "AS base-cuda", "AS base-gpu", "cuda")),
        new("The image is built with the SDK that the code asks for", Sdk,
            new Mistake("global.json", "10.0.100", "11.0.100", "global.json"),
            new Mistake(Dockerfile.Path, "aspnet:10.0.12-noble", "aspnet:9.0.12-noble", "aspnet:9.0.12")),
        new("Packages are installed without recommendations and leave no lists behind", Packages,
            new Mistake(Dockerfile.Path, "--no-install-recommends ca-certificates g++", "ca-certificates g++", "recommended"),
            new Mistake(Dockerfile.Path, "\n && rm -rf /var/lib/apt/lists/*", "", "lists")),
        new("What the image copies is in the build context", Copies,
            new Mistake(Dockerfile.Path, "images/health.sh /opt", "images/check.sh /opt", "check.sh"),
            new Mistake(Ignore, "!infra/deploy/images/health.sh", "", "health.sh"),
            new Mistake(Dockerfile.Path, "--from=dotnet", "--from=runtime", "runtime")),
        new("The build context has what the build reads, and neither state nor secrets", Context,
            new Mistake(Ignore, "!infra\n", "", "infra/BannedSymbols.txt"),
            new Mistake(Ignore, "!Directory.*", "!Directory.Build.props", "Directory.Packages.props"),
            new Mistake(Ignore, "infra/deploy\n", "", "infra/deploy/compose/.env"),
            new Mistake(Ignore, "*\n!contracts", "!contracts", ".git/config")),
    ];

    static string ToolAssembly => Path.GetFileName(typeof(Cli.Tool).Assembly.Location);

    static IEnumerable<string> Bases(DeployFiles files)
    {
        Dockerfile dockerfile = Dockerfile.Read(files);
        return dockerfile.Stages.Select(stage => stage.Base)
            .Where(name => !name.Contains("${TORCH}") && dockerfile.Stages.All(stage => stage.Name != name) && !ImageReference.IsPinned(name));
    }

    static IEnumerable<string> User(DeployFiles files)
    {
        string? user = Dockerfile.Read(files).Image.All("USER").LastOrDefault()?.Value;
        if (user is null)
        {
            yield return "no USER";
        }
        else if (!NumericUser().IsMatch(user))
        {
            yield return $"USER {user}: Kubernetes can tell only from a number, and not from 0, that it is not root.";
        }
    }

    static IEnumerable<string> Labels(DeployFiles files)
    {
        BuildStage image = Dockerfile.Read(files).Image;
        Dictionary<string, string> labels = Dockerfile.Pairs(image, "LABEL");
        foreach ((string label, string argument) in new[] { ("version", "VERSION"), ("revision", "REVISION"), ("source", "SOURCE") })
        {
            if (labels.GetValueOrDefault($"org.opencontainers.image.{label}") != $"${argument}")
            {
                yield return $"The label {label} is not the build argument {argument}.";
            }
            if (!image.All("ARG").Any(arg => arg.Value.Split('=')[0] == argument))
            {
                yield return $"The last stage does not declare the argument {argument}.";
            }
        }
    }

    static IEnumerable<string> Providers(DeployFiles files)
    {
        string[] stages = [.. Dockerfile.Read(files).Stages.Select(stage => stage.Name)];
        string targets = files.Text("Directory.Build.targets");
        return stages.Where(stage => stage.StartsWith("build-", StringComparison.Ordinal) || stage.StartsWith("base-", StringComparison.Ordinal))
            .Select(stage => stage.Split('-')[1]).Distinct()
            .Where(torch => !stages.Contains($"build-{torch}") || !stages.Contains($"base-{torch}") || !targets.Contains($"'$(TorchProvider)' == '{torch}'"));
    }

    static IEnumerable<string> Sdk(DeployFiles files)
    {
        string wanted = JsonDocument.Parse(files.Text("global.json")).RootElement.GetProperty("sdk").GetProperty("version").GetString()!;
        foreach (string image in Dockerfile.Read(files).Stages.Select(stage => stage.Base).Where(name => name.Contains("/dotnet/")))
        {
            string version = image.Split(':')[1].Split('-')[0];
            // The runtime's third number is smaller than the SDK's; the first two are .NET's version.
            if (!version.StartsWith($"{new Version(wanted).ToString(2)}.", StringComparison.Ordinal)
                || (image.Contains("/sdk:") && new Version(version) < new Version(wanted)))
            {
                yield return $"{image} is too old or too new for {wanted} in global.json.";
            }
        }
    }

    static IEnumerable<string> Packages(DeployFiles files)
    {
        foreach (Instruction run in Dockerfile.Read(files).Stages.SelectMany(stage => stage.All("RUN")).Where(run => run.Value.Contains("apt-get install")))
        {
            if (!run.Value.Contains("--no-install-recommends"))
            {
                yield return $"Installs what is only recommended: {run.Value}";
            }
            if (!run.Value.Contains("rm -rf /var/lib/apt/lists/*"))
            {
                yield return $"Leaves apt's lists behind: {run.Value}";
            }
        }
    }

    static IEnumerable<string> Copies(DeployFiles files)
    {
        Dockerfile dockerfile = Dockerfile.Read(files);
        var context = new BuildContext(files);
        foreach (Instruction copy in dockerfile.Stages.SelectMany(stage => stage.All("COPY")))
        {
            string source = copy.Value.Split(' ').SkipWhile(word => word.StartsWith("--", StringComparison.Ordinal)).First();
            string? from = FromStage().Match(copy.Value) is { Success: true } match ? match.Groups[1].Value : null;
            if (from is not null ? dockerfile.Stages.All(stage => stage.Name != from) : source != "." && !(files.Has(source) && context.Includes(source)))
            {
                yield return $"COPY {copy.Value}: there is no {from ?? source}.";
            }
        }
    }

    static IEnumerable<string> Context(DeployFiles files)
    {
        var context = new BuildContext(files);
        string[] read =
        [
            "contracts/Rampart.Contracts.csproj", "services/cli/Program.cs", "infra/BannedSymbols.txt", "infra/torch/native/build.sh", "global.json",
            ".editorconfig", "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props",
        ];
        string[] kept = [".git/config", ".rampart/runs", ".artifacts/bin", "infra/deploy/compose/.env", "tests/support/RepositoryFolder.cs", "out/report.html"];
        return read.Where(path => !context.Includes(path)).Select(path => $"{path} is missing")
            .Concat(kept.Where(context.Includes).Select(path => $"{path} goes in"));
    }

    [GeneratedRegex("^[1-9][0-9]*(:[1-9][0-9]*)?$")]
    private static partial Regex NumericUser();

    [GeneratedRegex(@"--from=(\S+)")]
    private static partial Regex FromStage();
}
