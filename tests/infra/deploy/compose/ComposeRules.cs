using System.Text.Json.Nodes;

namespace Rampart.Deploy.Tests;

/// <summary>Rules for the compose files.</summary>
static class ComposeRules
{
    // The checkout, and what prepare.sh makes in it.
    static readonly string[] Checkout = ["../../..", "../../../out"];
    static readonly string[] Hardening = ["read_only", "cap_drop", "security_opt"];
    static readonly SchemaFile Schema = new("compose.schema.yaml");

    public static Rule[] All { get; } =
    [
        new("Compose files have the fields of compose, of the right types", files => ComposeFile.All(files).SelectMany(file => Schema.Problems(file.Path, file.Root)),
            new Mistake(ComposeFile.Main, "restart: unless-stopped", "restart: sometimes", "restart"),
            new Mistake(ComposeFile.Main, "stop_grace_period:", "stop_grace:", "stop_grace"),
            new Mistake(ComposeFile.Main, "replicas: 2", "replicas: two", "replicas"),
            new Mistake(ComposeFile.Gpu, "capabilities: [gpu]", "capability: gpu", "capability")),
        new("Compose runs every service of the code and no other", Services,
            new Mistake(ComposeFile.Main, "command: [serve, pairing]", "command: [serve, parsing]", "pairing"),
            new Mistake(ComposeFile.Main, "  mining:\n    <<: *service\n    command: [serve, mining]\n", "", "mining"),
            new Mistake(ComposeFile.Main, "  evaluation:\n", "  judging:\n", "judging")),
        new("Compose starts again what ends", files => Each(files, (name, service) =>
                name != "tool" && service.Text("restart") is not "unless-stopped" ? $"restart is {service.Text("restart")}" : null),
            new Mistake(ComposeFile.Main, "restart: unless-stopped", "restart: \"no\"", "mining")),
        new("Compose watches the health of everything that stays", Health,
            new Mistake(ComposeFile.Main, "health.sh, live, ready]", "health.sh, live]", "training"),
            new Mistake(ComposeFile.Main, "/opt/rampart/health.sh", "/opt/health.sh", "/opt/health.sh"),
            new Mistake(ComposeFile.Main, "[CMD, nc, -z, 127.0.0.1, \"10000\"]", "[NONE]", "azurite")),
        new("Compose limits processors and memory", files => Each(files, (name, service) =>
                service.Text("deploy", "resources", "limits", "cpus") is null || service.Text("deploy", "resources", "limits", "memory") is null ? "no limits" : null),
            new Mistake(ComposeFile.Main, "limits: { cpus: \"1\", memory: 1g }", "limits: { cpus: \"1\" }", "coordination")),
        new("Compose gives containers no more rights than they need", files => Each(files, (name, service) =>
                Hardening.FirstOrDefault(key => service[key] is null) is { } missing ? $"no {missing}" : null),
            new Mistake(ComposeFile.Main, "  cap_drop: [ALL]\n", "", "cap_drop"),
            new Mistake(ComposeFile.Main, "  read_only: true\n", "", "read_only")),
        new("Compose pins images", files => Each(files, (name, service) =>
                ImageReference.IsPinned(ComposeFile.Resolved(service.Text("image") ?? "")) ? null : $"image {service.Text("image")}"),
            new Mistake(ComposeFile.Main, "rabbitmq:3.13.7-management", "rabbitmq:3-management", "broker"),
            new Mistake(ComposeFile.Main, "azurite:3.35.0", "azurite:latest", "azurite")),
        new("Compose publishes ports to this machine only", files => ComposeFile.All(files).SelectMany(file => file.Services)
                .SelectMany(service => service.Value["ports"]?.AsArray().Select(port => $"{service.Key}: {port}") ?? [])
                .Where(port => !port.Contains(": 127.0.0.1:")),
            new Mistake(ComposeFile.Main, "\"127.0.0.1:15672:15672\"", "\"15672:15672\"", "15672"),
            new Mistake(ComposeFile.Tls, "\"127.0.0.1:5671:5671\"", "\"5671:5671\"", "5671")),
        new("Compose waits for services that there are and that are watched", Dependencies,
            new Mistake(ComposeFile.Main, "    azurite: { condition: service_healthy }", "    storage: { condition: service_healthy }", "storage")),
        new("Compose mounts what there is", Mounts,
            new Mistake(ComposeFile.Main, "../broker/rabbitmq.conf:", "../broker/rabbit.conf:", "rabbit.conf"),
            new Mistake(ComposeFile.Main, "volumes:\n  broker:\n", "volumes:\n", "broker"),
            new Mistake(ComposeFile.Tls, "../broker/tls.conf", "../broker/ssl.conf", "ssl.conf")),
        new("The compose variants change services that there are", files => ComposeFile.All(files).Skip(1).SelectMany(file => file.Services.Keys)
                .Except(ComposeFile.Read(files, ComposeFile.Main).Services.Keys),
            new Mistake(ComposeFile.Gpu, "  training: *cuda", "  trainer: *cuda", "trainer")),
        new("The GPU variant builds the CUDA image and asks for GPUs", Gpu,
            new Mistake(ComposeFile.Gpu, "TORCH: cuda", "TORCH: system", "TORCH"),
            new Mistake(ComposeFile.Gpu, "-cuda\n", "-cpu\n", "image"),
            new Mistake(ComposeFile.Gpu, "capabilities: [gpu]", "capabilities: [utility]", "gpu"),
            new Mistake(ComposeFile.Gpu, "  mining: *cuda\n", "", "mining")),
    ];

    static IEnumerable<string> Each(DeployFiles files, Func<string, JsonObject, string?> problem) =>
        ComposeFile.Read(files, ComposeFile.Main).Services
            .Select(service => (service.Key, Problem: problem(service.Key, service.Value)))
            .Where(found => found.Problem is not null)
            .Select(found => $"{found.Key}: {found.Problem}");

    static IEnumerable<string> Services(DeployFiles files)
    {
        Dictionary<string, string> served = ComposeFile.Read(files, ComposeFile.Main).Served
            .ToDictionary(service => service.Key, service => string.Join(' ', ComposeFile.Command(service.Value)));
        return CodeFacts.Services.Where(name => served.GetValueOrDefault(name) != $"serve {name}").Select(name => $"{name} is not served under its name")
            .Concat(served.Keys.Except(CodeFacts.Services).Select(name => $"{name} is not a service"));
    }

    static IEnumerable<string> Health(DeployFiles files)
    {
        ComposeFile compose = ComposeFile.Read(files, ComposeFile.Main);
        string[] asked = ["CMD", "/opt/rampart/health.sh", .. new[] { CodeFacts.Live, CodeFacts.Ready }.Select(path => path.Split('/')[^1])];
        foreach ((string name, JsonObject service) in compose.Services.Where(service => service.Key != "tool"))
        {
            string[] test = service.At("healthcheck", "test") is JsonArray words ? [.. words.Select(word => (string)word!)] : [];
            if (test is not ["CMD", _, ..] || (ComposeFile.Command(service) is ["serve", ..] && !test.SequenceEqual(asked)))
            {
                yield return $"{name}: the check is \"{string.Join(' ', test)}\"";
            }
        }
        if (!files.Text(Dockerfile.Path).Contains($"{asked[1]}\n"))
        {
            yield return $"The image has no {asked[1]}";
        }
    }

    static IEnumerable<string> Dependencies(DeployFiles files)
    {
        IReadOnlyDictionary<string, JsonObject> services = ComposeFile.Read(files, ComposeFile.Main).Services;
        return services.SelectMany(service => service.Value.Map("depends_on")).Select(dependency => dependency.Key).Distinct()
            .Where(name => !services.TryGetValue(name, out JsonObject? other) || other.At("healthcheck", "test") is null);
    }

    static IEnumerable<string> Mounts(DeployFiles files)
    {
        string[] volumes = [.. ComposeFile.Read(files, ComposeFile.Main).Root.Map("volumes").Select(volume => volume.Key)];
        foreach (string mount in ComposeFile.All(files).SelectMany(file => file.Services.Values).SelectMany(Sources).Distinct())
        {
            bool exists = mount.StartsWith('.')
                ? Checkout.Contains(mount) || files.Has(Path.GetRelativePath("/", Path.GetFullPath(mount, "/infra/deploy/compose")))
                : mount.StartsWith('/') || volumes.Contains(mount);
            if (!exists)
            {
                yield return $"{mount} is neither a file nor a volume";
            }
        }
    }

    // What stands before the colon; a mount without one is a volume without a name.
    static IEnumerable<string> Sources(JsonObject service) =>
        (service["volumes"]?.AsArray() ?? []).Select(volume => ComposeFile.Resolved((string)volume!))
            .Where(volume => volume.Contains(':') && !volume.StartsWith("value", StringComparison.Ordinal)).Select(volume => volume.Split(':')[0]);

    static IEnumerable<string> Gpu(DeployFiles files)
    {
        IReadOnlyDictionary<string, JsonObject> services = ComposeFile.Read(files, ComposeFile.Gpu).Services;
        foreach (string name in new[] { "mining", "training" })
        {
            JsonObject? service = services.GetValueOrDefault(name);
            if (service.Text("build", "args", "TORCH") != "cuda")
            {
                yield return $"{name}: TORCH is not cuda";
            }
            if (service.Text("image")?.EndsWith("-cuda", StringComparison.Ordinal) != true)
            {
                yield return $"{name}: the image is not the one for CUDA";
            }
            if (!service.At("deploy", "resources", "reservations").List("devices").Any(device => device["capabilities"].Values().Any(c => c.Value.ToString() == "gpu")))
            {
                yield return $"{name}: no gpu is reserved";
            }
        }
    }
}
