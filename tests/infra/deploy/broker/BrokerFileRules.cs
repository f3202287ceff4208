using System.Globalization;
using System.Text.Json.Nodes;
using Rampart.Bus;

namespace Rampart.Deploy.Tests;

/// <summary>Rules for the broker's files, as far as no broker is needed to check them.</summary>
static class BrokerFileRules
{
    static readonly double LongestItem = new BusOptions().ConsumerTimeout.TotalMilliseconds;

    public static Rule[] All { get; } =
    [
        new("The definitions hold no password", files => BrokerFiles.ReadDefinitions(files).List("users")
                .Where(user => user.Text("password_hash") != "" || user.ContainsKey("password")).Select(user => user.Text("name")!),
            new Mistake(BrokerFiles.Definitions, "\"rampart\", \"password_hash\": \"\"", "\"rampart\", \"password_hash\": \"kI3GCqW5\"", "rampart"),
            new Mistake(BrokerFiles.Definitions, "\"scaler\", \"password_hash\": \"\"", "\"scaler\", \"password\": \"hunter2\"", "scaler")),
        new("The virtual host and the user are those of the services", Names,
            new Mistake(BrokerFiles.Definitions, "{ \"name\": \"rampart\" }", "{ \"name\": \"ramparts\" }", "virtual host"),
            new Mistake(ComposeFile.Main, "Rampart__Bus__User: rampart", "Rampart__Bus__User: services", "services"),
            new Mistake(ComposeFile.Main, "amqp://broker:5672/rampart", "amqp://broker:5672/", "virtual host")),
        new("The broker loads what definitions.sh prints, in compose and in Kubernetes", Loading,
            new Mistake(BrokerFiles.Settings, "load_definitions = /run/rampart/definitions.json", "load_definitions = /etc/rampart/definitions.json", "compose"),
            new Mistake(ComposeFile.Main, "> /run/rampart/definitions.json", "> /tmp/definitions.json", "compose"),
            new Mistake(Manifests.Cluster, "> /run/rampart/definitions.json", "> /tmp/definitions.json", "kubernetes")),
        new("The broker's time limit is far above the one that the services keep below", files =>
                long.Parse(BrokerFiles.ReadSettings(files)["consumer_timeout"], CultureInfo.InvariantCulture) > 4 * LongestItem ? [] : ["consumer_timeout"],
            new Mistake(BrokerFiles.Settings, "consumer_timeout = 21600000", "consumer_timeout = 1800000", "consumer_timeout")),
        new("The broker holds publishers back before its container runs out of memory", Memory,
            new Mistake(BrokerFiles.Settings, "watermark.absolute = 1GB", "watermark.absolute = 2GB", "compose"),
            new Mistake(Manifests.Cluster, "limits: { cpu: \"2\", memory: 2Gi }", "limits: { cpu: \"2\", memory: 1Gi }", "kubernetes")),
        new("Compose and Kubernetes run the same broker", Same,
            new Mistake(ComposeFile.Main, "rabbitmq:3.13.7-management", "rabbitmq:3.13.6-management", "3.13.6")),
    ];

    static IEnumerable<string> Names(DeployFiles files)
    {
        JsonObject definitions = BrokerFiles.ReadDefinitions(files);
        JsonNode environment = ComposeFile.Read(files, ComposeFile.Main).Services[CodeFacts.Coordination]["environment"]!;
        Uri[] uris =
        [
            new(environment.Text("Rampart__Bus__Uri")!),
            new(Manifests.Cpu(files).Find("ConfigMap", "rampart").Text("data", "Rampart__Bus__Uri")!),
        ];
        foreach (Uri uri in uris.Where(uri => !definitions.List("vhosts").Any(host => host.Text("name") == uri.AbsolutePath[1..])))
        {
            yield return $"The definitions have no virtual host as in {uri}";
        }
        string user = environment.Text("Rampart__Bus__User")!;
        if (!definitions.List("permissions").Any(permission => permission.Text("user") == user))
        {
            yield return $"The definitions give no permission to {user}";
        }
    }

    static IEnumerable<string> Loading(DeployFiles files)
    {
        string loaded = BrokerFiles.ReadSettings(files)["load_definitions"];
        if (!ComposeFile.Read(files, ComposeFile.Main).Services["broker"]["entrypoint"].Values().Any(word => word.Value.ToString().Contains($"definitions.sh > {loaded} ")))
        {
            yield return $"compose does not write {loaded}";
        }
        if (!Manifests.Broker(files).Objects.SelectMany(o => o.Values()).Any(v => v.Value.ToString().EndsWith($"definitions.sh > {loaded}", StringComparison.Ordinal)))
        {
            yield return $"kubernetes does not write {loaded}";
        }
    }

    static IEnumerable<string> Memory(DeployFiles files)
    {
        double watermark = Gigabytes(BrokerFiles.ReadSettings(files)["vm_memory_high_watermark.absolute"]);
        string compose = ComposeFile.Read(files, ComposeFile.Main).Services["broker"].Text("deploy", "resources", "limits", "memory")!;
        string kubernetes = Manifests.Broker(files).Kind("RabbitmqCluster").Single().Text("spec", "resources", "limits", "memory")!;
        foreach ((string where, string limit) in new[] { (nameof(compose), compose), (nameof(kubernetes), kubernetes) })
        {
            if (watermark > 0.6 * Gigabytes(limit))
            {
                yield return $"{where}: {watermark} GB of {limit}";
            }
        }
    }

    static IEnumerable<string> Same(DeployFiles files)
    {
        string compose = ComposeFile.Read(files, ComposeFile.Main).Services["broker"].Text("image")!;
        return Manifests.Broker(files).Objects.SelectMany(o => o.Values()).Where(value => value.Key == "image").Select(value => value.Value.ToString())
            .Where(image => image != compose).Select(image => $"compose has {compose}, kubernetes {image}");
    }

    static double Gigabytes(string text) => double.Parse(text.TrimEnd('g', 'G', 'B', 'i'), CultureInfo.InvariantCulture);
}
