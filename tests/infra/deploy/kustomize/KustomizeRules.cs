using System.Text.Json.Nodes;

namespace Rampart.Deploy.Tests;

/// <summary>Rules for the folders of manifests as a whole.</summary>
static class KustomizeRules
{
    static readonly string[] Roots = ["overlays/cpu", "overlays/gpu", "broker"];
    static readonly SchemaFile Schema = new("kubernetes.schema.yaml");

    public static Rule[] All { get; } =
    [
        new("Every file that a kustomization names is there, and every manifest is used", Files,
            new Mistake($"{Manifests.Base}/kustomization.yaml", "  - mining.yaml\n", "  - minen.yaml\n", "minen.yaml"),
            new Mistake($"{Manifests.Base}/kustomization.yaml", "  - network.yaml\n", "", "base/network.yaml is not used"),
            new Mistake($"{Manifests.Folder}/components/gpu/kustomization.yaml", "name: training }", "name: trainer }", "trainer"),
            new Mistake($"{Manifests.Folder}/overlays/gpu/kustomization.yaml", "../../components/gpu", "../../gpu", "kubernetes/gpu")),
        new("Objects have the fields of their kind, of the right types", files => Manifests.All(files).SelectMany(manifests =>
                manifests.Objects.SelectMany(o => Schema.Problems(manifests.Title(o), o, o.Text("kind")))),
            new Mistake(Manifests.EveryService, "readinessProbe:", "readynessProbe:", "readynessProbe"),
            new Mistake(Manifests.EveryService, "containerPort: 8080", "containerPort: http", "containerPort"),
            new Mistake(Manifests.Configuration, "Rampart__Coordination__Window: \"64\"", "Rampart__Coordination__Window: 64", "Rampart__Coordination__Window"),
            new Mistake(Manifests.EveryScaling, "pollingInterval: 15", "pollInterval: 15", "pollInterval"),
            new Mistake(Manifests.Scaling, "value: \"4\"", "value: 4", "value"),
            new Mistake($"{Manifests.Base}/coordination.yaml", "kind: PodDisruptionBudget", "kind: PodDisruption", "the schema has no PodDisruption"),
            new Mistake($"{Manifests.Base}/network.yaml", "ingress: []", "inbound: []", "inbound"),
            new Mistake(Manifests.Cluster, "disableNonTLSListeners", "disableNonTlsListeners", "disableNonTlsListeners")),
        new("Objects are in the namespace, and each there once", Identity,
            new Mistake($"{Manifests.Base}/kustomization.yaml", "namespace: rampart\n", "", "no namespace"),
            new Mistake($"{Manifests.Base}/evaluation.yaml", "  name: evaluation\nspec:\n  selector", "  name: pairing\nspec:\n  selector", "twice")),
        new("Names are names of Kubernetes", files => Manifests.All(files).SelectMany(manifests => manifests.Objects
                .Where(o => Manifests.Name(o).Any(c => c is not ((>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'))).Select(manifests.Title)),
            new Mistake(Manifests.Cluster, "name: rampart-broker\n", "name: Rampart_Broker\n", "Rampart_Broker")),
    ];

    static IEnumerable<string> Files(DeployFiles files)
    {
        var used = new HashSet<string>();
        foreach (string root in Roots)
        {
            string? problem = null;
            try
            {
                used.UnionWith(Kustomization.Build(files, $"{Manifests.Folder}/{root}").Files);
            }
            catch (Exception e) when (e is FileNotFoundException or InvalidDataException)
            {
                problem = e.Message;
            }
            if (problem is not null)
            {
                yield return $"{root}: {problem}";
            }
        }
        foreach (string path in files.Paths.Where(path => path.StartsWith(Manifests.Folder, StringComparison.Ordinal) && path.EndsWith(".yaml", StringComparison.Ordinal)))
        {
            if (!used.Contains(path))
            {
                yield return $"{path} is not used";
            }
        }
    }

    static IEnumerable<string> Identity(DeployFiles files)
    {
        foreach (Manifests manifests in Manifests.All(files))
        {
            foreach (IGrouping<string, JsonObject> same in manifests.Objects.GroupBy(manifests.Title))
            {
                if (same.Count() > 1)
                {
                    yield return $"{same.Key} is there twice";
                }
                if (same.First().Text("kind") != "Namespace" && same.First().Text("metadata", "namespace") != Manifests.Namespace)
                {
                    yield return $"{same.Key} has no namespace, or another one";
                }
            }
        }
    }
}
