using System.Text.Json.Nodes;

namespace Rampart.Deploy.Tests;

/// <summary>The objects that one folder of manifests describes.</summary>
sealed class Manifests
{
    public const string Folder = "infra/deploy/kubernetes";
    public const string Namespace = "rampart";
    public const string Base = $"{Folder}/base";
    public const string GpuService = $"{Folder}/components/gpu/service.patch.yaml";
    public const string Certificates = $"{Folder}/broker/certificates.yaml";
    public const string EveryService = $"{Base}/every-service.patch.yaml";
    public const string EveryScaling = $"{Base}/every-scaling.patch.yaml";
    public const string Configuration = $"{Base}/configuration.yaml";
    public const string Scaling = $"{Base}/scaling.yaml";
    public const string Site = $"{Folder}/components/site/kustomization.yaml";
    public const string Cluster = $"{Folder}/broker/cluster.yaml";
    public const string BrokerNetwork = $"{Folder}/broker/network.yaml";

    Manifests(string variant, IReadOnlyList<JsonObject> objects) => (Variant, Objects) = (variant, objects);

    /// <summary>The folder below infra/deploy/kubernetes.</summary>
    public string Variant { get; }

    public IReadOnlyList<JsonObject> Objects { get; }

    public IEnumerable<JsonObject> Deployments => Kind("Deployment");

    /// <summary>The services on processors.</summary>
    public static Manifests Cpu(DeployFiles files) => Build(files, "overlays/cpu");

    /// <summary>The services, two of them on GPUs.</summary>
    public static Manifests Gpu(DeployFiles files) => Build(files, "overlays/gpu");

    /// <summary>The broker in the cluster.</summary>
    public static Manifests Broker(DeployFiles files) => Build(files, "broker");

    /// <summary>The two variants of the services.</summary>
    public static IEnumerable<Manifests> Services(DeployFiles files) => [Cpu(files), Gpu(files)];

    /// <summary>Everything that can be applied.</summary>
    public static IEnumerable<Manifests> All(DeployFiles files) => [Cpu(files), Gpu(files), Broker(files)];

    public IEnumerable<JsonObject> Kind(string kind) => Objects.Where(o => o.Text("kind") == kind);

    public JsonObject? Find(string kind, string name) => Kind(kind).FirstOrDefault(o => Name(o) == name);

    public static string Name(JsonObject o) => o.Text("metadata", "name") ?? "(no name)";

    /// <summary>The container of a service.</summary>
    public static JsonObject Container(JsonObject deployment) => Pod(deployment).List("containers").Single();

    public static JsonObject Pod(JsonObject deployment) => deployment.At("spec", "template", "spec")!.AsObject();

    /// <summary>What a check finds wrong with the objects of one kind, in both variants of the services.</summary>
    public static IEnumerable<string> Each(DeployFiles files, string kind, Func<Manifests, JsonObject, IEnumerable<string>> problems) =>
        Services(files).SelectMany(manifests => manifests.Check(manifests.Kind(kind), o => problems(manifests, o)));

    /// <summary>The same for a check that looks at nothing but the object.</summary>
    public static IEnumerable<string> Each(DeployFiles files, string kind, Func<JsonObject, IEnumerable<string>> problems) => Each(files, kind, (_, o) => problems(o));

    /// <summary>How reports call an object.</summary>
    public string Title(JsonObject o) => $"{Variant} {o.Text("kind")}/{Name(o)}";

    /// <summary>Runs a check over some objects and puts their title before what it finds.</summary>
    public IEnumerable<string> Check(IEnumerable<JsonObject> objects, Func<JsonObject, IEnumerable<string>> problems) =>
        objects.SelectMany(o => problems(o).Select(problem => $"{Title(o)}: {problem}"));

    static Manifests Build(DeployFiles files, string variant) => new(variant, Kustomization.Build(files, $"{Folder}/{variant}").Objects);
}
