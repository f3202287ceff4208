using System.Text.Json.Nodes;

namespace Rampart.Deploy.Tests;

/// <summary>Rules for the Deployments of the services.</summary>
static class WorkloadRules
{
    static readonly string[] OnGpu = ["mining", "training"];

    public static Rule[] All { get; } =
    [
        new("Kubernetes runs every service of the code and no other", files => Manifests.Services(files).SelectMany(Services),
            new Mistake($"{Manifests.Base}/pairing.yaml", "args: [serve, pairing]", "args: [serve, parsing]", "pairing is served by \"serve parsing\""),
            new Mistake($"{Manifests.Base}/kustomization.yaml", "  - evaluation.yaml\n", "", "evaluation"),
            new Mistake($"{Manifests.Base}/evaluation.yaml", "  name: evaluation\nspec:\n  selector", "  name: judging\nspec:\n  selector", "judging is not a service")),
        new("A Deployment selects its own pods and nobody else's", files => Manifests.Services(files).SelectMany(Selectors),
            new Mistake($"{Manifests.Base}/mining.yaml", "matchLabels: { app.kubernetes.io/name: mining }", "matchLabels: { part: miner }", "mining"),
            new Mistake($"{Manifests.Base}/pairing.yaml", "app.kubernetes.io/name: pairing", "app.kubernetes.io/name: mining", "mining, pairing")),
        new("Pods are probed where the code answers", files => Manifests.Each(files, "Deployment", Probes),
            new Mistake(Manifests.EveryService, "path: /health/ready", "path: /ready", "readinessProbe"),
            new Mistake(Manifests.EveryService, "containerPort: 8080", "containerPort: 80", "80"),
            new Mistake(Manifests.EveryService, "httpGet: { path: /health/live, port: health }", "httpGet: { path: /health/live, port: http }", "port http"),
            new Mistake(Manifests.EveryService, "livenessProbe:\n            httpGet: { path: /health/live", "livenessProbe:\n            httpGet: { path: /health/ready", "livenessProbe")),
        new("Containers ask for processors and memory and are limited", files => Manifests.Each(files, "Deployment", Resources),
            new Mistake($"{Manifests.Base}/training.yaml", "limits: { cpu: \"2\", memory: 8Gi }", "limits: { cpu: \"2\" }", "limits memory"),
            new Mistake($"{Manifests.Base}/training.yaml", "requests: { cpu: \"2\", memory: 8Gi }", "requests: {}", "requests cpu")),
        new("Images come from a registry, pinned", files => Manifests.All(files)
                .SelectMany(manifests => manifests.Check(manifests.Objects, Images)),
            new Mistake(Manifests.Site, "newTag: 0.1.0-cpu", "newTag: latest", "latest"),
            new Mistake(Manifests.Site, "name: rampart,", "name: ramparts,", "image rampart"),
            new Mistake(Manifests.Cluster, "  image: rabbitmq:3.13.7-management", "  image: rabbitmq:management", "rabbitmq:management")),
        new("Only the GPU variant has GPUs, and the CUDA image with them", Gpus,
            new Mistake(Manifests.GpuService, ", nvidia.com/gpu: \"1\"", "", "no GPU"),
            new Mistake(Manifests.GpuService, "image: rampart-cuda", "image: rampart", "not the one for CUDA"),
            new Mistake($"{Manifests.Folder}/components/gpu/kustomization.yaml", "name: training }", "name: evaluation }", "evaluation")),
        new("A coordinator stands by, and an eviction leaves one", files => Manifests.Services(files).SelectMany(StandBy),
            new Mistake($"{Manifests.Base}/coordination.yaml", "replicas: 2", "replicas: 1", "replicas"),
            new Mistake($"{Manifests.Base}/coordination.yaml", "minAvailable: 1", "minAvailable: 0", "PodDisruptionBudget")),
    ];

    static IEnumerable<string> Services(Manifests manifests)
    {
        Dictionary<string, string> served = manifests.Deployments.ToDictionary(
            Manifests.Name, d => string.Join(' ', Manifests.Container(d)["args"]?.AsArray().Select(word => (string)word!) ?? []));
        return CodeFacts.Services.Where(name => served.GetValueOrDefault(name) != $"serve {name}")
            .Select(name => $"{manifests.Variant}: {name} is served by \"{served.GetValueOrDefault(name)}\"")
            .Concat(served.Keys.Except(CodeFacts.Services).Select(name => $"{manifests.Variant}: {name} is not a service"));
    }

    static IEnumerable<string> Selectors(Manifests manifests)
    {
        foreach (JsonObject deployment in manifests.Deployments)
        {
            string[] selected = [.. manifests.Deployments.Where(other => Selects(deployment, other)).Select(Manifests.Name).Order(StringComparer.Ordinal)];
            if (!selected.SequenceEqual([Manifests.Name(deployment)]))
            {
                yield return $"{manifests.Title(deployment)} selects the pods of {(selected.Length == 0 ? "nobody" : string.Join(", ", selected))}";
            }
        }
    }

    static bool Selects(JsonObject selecting, JsonObject deployment) =>
        Labels.Match(selecting.At("spec", "selector"), deployment.At("spec", "template", "metadata", "labels"));

    static IEnumerable<string> Probes(JsonObject deployment)
    {
        JsonObject container = Manifests.Container(deployment);
        foreach ((string probe, string path) in new[] { ("startupProbe", CodeFacts.Live), ("livenessProbe", CodeFacts.Live), ("readinessProbe", CodeFacts.Ready) })
        {
            string? port = container.Text(probe, "httpGet", "port");
            string? number = container.List("ports").FirstOrDefault(p => p.Text("name") == port).Text("containerPort");
            if (container.Text(probe, "httpGet", "path") != path)
            {
                yield return $"{probe} asks for {container.Text(probe, "httpGet", "path")}, not {path}";
            }
            if (number != $"{CodeFacts.HttpPort}")
            {
                yield return $"{probe}: port {port} is {number ?? "unknown"}, not {CodeFacts.HttpPort}";
            }
        }
    }

    static IEnumerable<string> Resources(JsonObject deployment) =>
        from bound in new[] { "requests", "limits" }
        from resource in new[] { "cpu", "memory" }
        where Manifests.Container(deployment).Text("resources", bound, resource) is null
        select $"no {bound} {resource}";

    static IEnumerable<string> Images(JsonObject o) => o.Values().Where(value => value.Key == "image").Select(value => value.Value.ToString())
        .Where(image => !ImageReference.IsPinned(image)).Select(image => $"image {image}");

    static IEnumerable<string> Gpus(DeployFiles files)
    {
        foreach (Manifests manifests in Manifests.Services(files))
        {
            foreach (JsonObject deployment in manifests.Deployments)
            {
                JsonObject container = Manifests.Container(deployment);
                bool wanted = manifests.Variant == "overlays/gpu" && OnGpu.Contains(Manifests.Name(deployment));
                if (container.Text("resources", "limits", "nvidia.com/gpu") is null == wanted)
                {
                    yield return $"{manifests.Title(deployment)} has {(wanted ? "no GPU" : "a GPU")}";
                }
                if (container.Text("image")!.EndsWith("-cuda", StringComparison.Ordinal) != wanted)
                {
                    yield return $"{manifests.Title(deployment)}: the image is {(wanted ? "not " : "")}the one for CUDA";
                }
            }
        }
    }

    static IEnumerable<string> StandBy(Manifests manifests)
    {
        JsonObject coordination = manifests.Find("Deployment", CodeFacts.Coordination)!;
        if (coordination.At("spec", "replicas")?.GetValue<long>() is not >= 2)
        {
            yield return $"{manifests.Title(coordination)}: fewer than two replicas";
        }
        if (!manifests.Kind("PodDisruptionBudget").Any(budget =>
            budget.Text("spec", "minAvailable") == "1" && Labels.Match(budget.At("spec", "selector"), coordination.At("spec", "template", "metadata", "labels"))))
        {
            yield return $"{manifests.Title(coordination)}: no PodDisruptionBudget keeps one";
        }
    }
}
