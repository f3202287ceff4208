using System.Globalization;
using System.Text.Json.Nodes;

namespace Rampart.Deploy.Tests;

/// <summary>Rules for the scaling by queue length.</summary>
static class ScalingRules
{
    public static Rule[] All { get; } =
    [
        new("Every compute service scales, coordination does not", files => Manifests.Services(files).SelectMany(Targets),
            new Mistake(Manifests.Scaling, "scaleTargetRef: { name: pairing }", "scaleTargetRef: { name: parsing }", "parsing"),
            new Mistake(Manifests.Scaling, "scaleTargetRef: { name: training }", "scaleTargetRef: { name: coordination }", "coordination")),
        new("Replicas follow the service's own queue, unacknowledged messages included", files => Each(files, Trigger),
            new Mistake(Manifests.Scaling, "queueName: mining", "queueName: miner", "queueName"),
            new Mistake(Manifests.Scaling, "protocol: http", "protocol: amqp", "protocol"),
            new Mistake(Manifests.Scaling, "excludeUnacknowledged: \"false\"", "excludeUnacknowledged: \"true\"", "excludeUnacknowledged"),
            new Mistake(Manifests.Scaling, "mode: QueueLength", "mode: MessageRate", "mode")),
        new("A replica is counted on for as many messages as it works on at once", files => Each(files, Value),
            new Mistake(Manifests.Scaling, "queueName: evaluation, value: \"4\"", "queueName: evaluation, value: \"1\"", "evaluation"),
            new Mistake($"{Manifests.Base}/training.yaml", "value: \"2\"", "value: \"3\"", "training"),
            new Mistake(Manifests.GpuService, "value: \"1\"", "value: \"2\"", "overlays/gpu")),
        new("What scales has no fixed number of replicas", files => Each(files, (manifests, scaled) =>
                Target(manifests, scaled)?.At("spec", "replicas") is null ? [] : ["its Deployment sets replicas"]),
            new Mistake($"{Manifests.Base}/mining.yaml", "spec:\n  selector", "spec:\n  replicas: 3\n  selector", "mining")),
        new("The coordinator's window lets the largest service work with all its replicas", files => Manifests.Services(files).SelectMany(Window),
            new Mistake(Manifests.Configuration, "Window: \"64\"", "Window: \"16\"", "16"),
            new Mistake(Manifests.Scaling, "scaleTargetRef: { name: mining }\n  maxReplicaCount: 8", "scaleTargetRef: { name: mining }\n  maxReplicaCount: 80", "320")),
        new("Idle services go to none, and slowly down otherwise", files => Each(files, (_, scaled) => Bounds(scaled)),
            new Mistake(Manifests.EveryScaling, "minReplicaCount: 0", "minReplicaCount: 10", "minReplicaCount"),
            new Mistake(Manifests.EveryScaling, "stabilizationWindowSeconds: 300", "stabilizationWindowSeconds: 0", "scaleDown"),
            new Mistake(Manifests.EveryScaling, "cooldownPeriod: 300", "cooldownPeriod: 10", "cooldownPeriod")),
        new("KEDA asks the broker's HTTP API, in the virtual host of the services", Host,
            new Mistake(Manifests.Configuration, "svc:15671/rampart", "svc:15671/", "virtual host"),
            new Mistake(Manifests.Configuration, "host: https://rampart-broker", "host: https://broker", "the services use rampart-broker.rampart.svc"),
            new Mistake(Manifests.Configuration, "host: https://", "host: http://", "TLS")),
    ];

    static IEnumerable<string> Each(DeployFiles files, Func<Manifests, JsonObject, IEnumerable<string>> problems) => Manifests.Each(files, "ScaledObject", problems);

    static JsonObject? Target(Manifests manifests, JsonObject scaled) => manifests.Find("Deployment", scaled.Text("spec", "scaleTargetRef", "name")!);

    static IEnumerable<string> Targets(Manifests manifests)
    {
        string[] targets = [.. manifests.Kind("ScaledObject").Select(scaled => scaled.Text("spec", "scaleTargetRef", "name")!)];
        return targets.Except(CodeFacts.ComputeServices).Select(name => $"{manifests.Variant}: {name} is no service that computes")
            .Concat(CodeFacts.ComputeServices.Except(targets).Select(name => $"{manifests.Variant}: {name} does not scale"));
    }

    static IEnumerable<string> Trigger(Manifests manifests, JsonObject scaled)
    {
        JsonObject[] triggers = [.. scaled.List("spec", "triggers")];
        (string Key, string Wanted)[] wanted =
            [("protocol", "http"), ("mode", "QueueLength"), ("excludeUnacknowledged", "false"), ("queueName", scaled.Text("spec", "scaleTargetRef", "name")!)];
        return triggers is [var trigger] && trigger.Text("type") == "rabbitmq"
            ? wanted.Where(field => trigger.Text("metadata", field.Key) != field.Wanted)
                .Select(field => $"{field.Key} is {trigger.Text("metadata", field.Key)}, not {field.Wanted}")
            : ["the trigger is not one of RabbitMQ"];
    }

    static IEnumerable<string> Value(Manifests manifests, JsonObject scaled)
    {
        string value = scaled.List("spec", "triggers").First().Text("metadata", "value")!;
        string? slots = ServiceEnvironment.Of(manifests, Target(manifests, scaled)!).GetValueOrDefault("Rampart__Concurrency");
        return value == slots ? [] : [$"value is {value}, the replica's slots are {slots}"];
    }

    static IEnumerable<string> Window(Manifests manifests)
    {
        JsonObject coordination = manifests.Find("Deployment", CodeFacts.Coordination)!;
        long window = long.Parse(ServiceEnvironment.Of(manifests, coordination)["Rampart__Coordination__Window"], CultureInfo.InvariantCulture);
        foreach (JsonObject scaled in manifests.Kind("ScaledObject"))
        {
            string value = scaled.List("spec", "triggers").First().Text("metadata", "value")!;
            long slots = scaled.Number("spec", "maxReplicaCount") * long.Parse(value, CultureInfo.InvariantCulture);
            if (slots > window)
            {
                yield return $"{manifests.Title(scaled)}: {slots} slots, but only {window} items of a run are on the queues";
            }
        }
    }

    static IEnumerable<string> Bounds(JsonObject scaled)
    {
        if (scaled.Number("spec", "minReplicaCount") != 0 || scaled.Number("spec", "maxReplicaCount") < 1)
        {
            yield return "minReplicaCount is not 0, or maxReplicaCount less than 1";
        }
        if (scaled.Number("spec", "cooldownPeriod") < 60)
        {
            yield return "cooldownPeriod is less than a minute";
        }
        if (scaled.Number("spec", "advanced", "horizontalPodAutoscalerConfig", "behavior", "scaleDown", "stabilizationWindowSeconds") < 60)
        {
            yield return "scaleDown follows a gap of less than a minute";
        }
    }

    static IEnumerable<string> Host(DeployFiles files)
    {
        Manifests manifests = Manifests.Cpu(files);
        var api = new Uri(manifests.Find("ConfigMap", "rampart-scaler").Text("data", "host")!);
        var bus = new Uri(manifests.Find("ConfigMap", "rampart").Text("data", "Rampart__Bus__Uri")!);
        if (api.Host != bus.Host)
        {
            yield return $"KEDA asks {api.Host}, the services use {bus.Host}";
        }
        if (api.AbsolutePath != bus.AbsolutePath)
        {
            yield return $"KEDA asks for the virtual host {api.AbsolutePath}, the services use {bus.AbsolutePath}";
        }
        if (api.Scheme == "https" != (manifests.Find("ConfigMap", "rampart-scaler").Text("data", "tls") == "enable"))
        {
            yield return "KEDA is told to use TLS, or not to, against the address";
        }
    }
}
