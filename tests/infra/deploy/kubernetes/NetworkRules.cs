using System.Text.Json.Nodes;
using Rampart.Hosting;

namespace Rampart.Deploy.Tests;

/// <summary>Rules for the network policies: what must get through does, and nothing is open to everybody.</summary>
static class NetworkRules
{
    const string Services = $"{Manifests.Base}/network.yaml";
    const string NameLabel = "app.kubernetes.io/name";
    const int Dns = 53;
    const int Https = 443;

    public static Rule[] All { get; } =
    [
        new("A policy holds for every service and lets nobody in, but the ingress to the gateway", files => Manifests.Services(files).SelectMany(Closed),
            new Mistake(Services, "app.kubernetes.io/part-of: rampart", "app.kubernetes.io/part-of: ramparts", "mining"),
            new Mistake(Services, "policyTypes: [Ingress, Egress]", "policyTypes: [Egress]", "Ingress"),
            new Mistake(Services, "ingress: []", "ingress: [{}]", "lets somebody in"),
            new Mistake(Services, "matchLabels: { app.kubernetes.io/name: gateway }", "matchLabels: { app.kubernetes.io/part-of: rampart }", "lets somebody in"),
            new Mistake(Services, "port: 8080", "port: 80", "lets somebody in"),
            new Mistake(Services, "policyTypes: [Ingress]\n  ingress:", "policyTypes: [Ingress]\n  egress:", "the gateway is out of reach")),
        new("Services get to the broker, to names and to the store", files => Manifests.Services(files).SelectMany(Reached),
            new Mistake(Services, "port: 5671", "port: 5672", "5671"),
            new Mistake(Services, "{ protocol: UDP, port: 53 }", "{ protocol: UDP, port: 5353 }", "53"),
            new Mistake(Services, "port: 443", "port: 8443", "443"),
            new Mistake(Services, "app.kubernetes.io/name: rampart-broker", "app.kubernetes.io/name: broker", "broker")),
        new("Every port that a policy opens is opened for somebody in particular", files => Manifests.All(files)
                .SelectMany(manifests => manifests.Check(manifests.Kind("NetworkPolicy"), Peers)),
            new Mistake(Manifests.BrokerNetwork, "    - from:\n        - podSelector:\n            matchLabels: { app.kubernetes.io/part-of: rampart }\n", "    -\n", "anybody"),
            new Mistake(Manifests.BrokerNetwork, ":\n            matchLabels: { kubernetes.io/metadata.name: keda }\n", ": {}\n", "anybody")),
        new("The broker lets in who calls it", Broker,
            new Mistake(Manifests.BrokerNetwork, "port: 15671", "port: 15672", "15671"),
            new Mistake(Manifests.BrokerNetwork, "port: 5671", "port: 5672", "5671"),
            new Mistake(Manifests.BrokerNetwork, "name: rampart-broker }\n  policyTypes", "name: broker }\n  policyTypes", "no policy")),
    ];

    static IEnumerable<string> Closed(Manifests manifests)
    {
        foreach (JsonObject deployment in manifests.Deployments)
        {
            JsonObject[] policies = [.. manifests.Kind("NetworkPolicy").Where(p => Labels.Match(p.At("spec", "podSelector"), PodLabels(deployment)))];
            string[] types = [.. policies.SelectMany(policy => policy.At("spec", "policyTypes").Values()).Select(type => type.Value.ToString())];
            bool isGateway = Manifests.Name(deployment) == ServiceNames.Gateway;
            bool isOpen = policies.SelectMany(policy => policy.List("spec", "ingress")).Any(rule => !isGateway || !Opens(rule, CodeFacts.HttpPort));
            if (!types.Contains("Ingress") || !types.Contains("Egress"))
            {
                yield return $"{manifests.Title(deployment)}: no policy for both Ingress and Egress";
            }
            else if (isGateway && !policies.SelectMany(policy => policy.List("spec", "ingress")).Any())
            {
                yield return $"{manifests.Title(deployment)}: the gateway is out of reach";
            }
            else if (isOpen)
            {
                yield return $"{manifests.Title(deployment)}: the policy lets somebody in";
            }
        }
    }

    static IEnumerable<string> Reached(Manifests manifests)
    {
        JsonObject policy = manifests.Find("NetworkPolicy", "services")!;
        var bus = new Uri(manifests.Find("ConfigMap", "rampart").Text("data", "Rampart__Bus__Uri")!);
        JsonObject[] rules = [.. policy.List("spec", "egress")];
        JsonObject broker = new() { [NameLabel] = bus.Host.Split('.')[0] };
        if (!rules.Any(rule => Opens(rule, bus.Port) && rule.List("to").Any(peer => Labels.Match(peer["podSelector"], broker))))
        {
            yield return $"{manifests.Variant}: the broker {bus.Host}:{bus.Port} is out of reach";
        }
        foreach (int port in new[] { Dns, Https }.Where(port => !rules.Any(rule => Opens(rule, port, port == Dns ? "UDP" : "TCP"))))
        {
            yield return $"{manifests.Variant}: port {port} is closed";
        }
    }

    static IEnumerable<string> Peers(JsonObject policy)
    {
        foreach (JsonObject rule in policy.List("spec", "ingress").Concat(policy.List("spec", "egress")))
        {
            JsonObject[] peers = [.. rule.List("from"), .. rule.List("to")];
            bool everybody = peers.Length == 0 || peers.Any(peer => peer.Objects().Any(selector => selector.Count == 0));
            if (everybody || !rule.List("ports").Any())
            {
                yield return $"opens {rule["ports"]?.ToJsonString() ?? "every port"} for anybody";
            }
        }
    }

    static IEnumerable<string> Broker(DeployFiles files)
    {
        Manifests broker = Manifests.Broker(files);
        Manifests services = Manifests.Cpu(files);
        JsonObject labels = new() { [NameLabel] = Manifests.Name(broker.Kind("RabbitmqCluster").Single()) };
        JsonObject? policy = broker.Kind("NetworkPolicy").FirstOrDefault(p => Labels.Match(p.At("spec", "podSelector"), labels));
        if (policy is null)
        {
            yield return "There is no policy for the broker's pods";
            yield break;
        }
        int bus = new Uri(services.Find("ConfigMap", "rampart").Text("data", "Rampart__Bus__Uri")!).Port;
        int api = new Uri(services.Find("ConfigMap", "rampart-scaler").Text("data", "host")!).Port;
        JsonObject[] rules = [.. policy.List("spec", "ingress")];
        if (!rules.Any(rule => Opens(rule, bus) && rule.List("from").Any(peer => services.Deployments.All(d => Labels.Match(peer["podSelector"], PodLabels(d))))))
        {
            yield return $"The services do not reach port {bus}";
        }
        if (!rules.Any(rule => Opens(rule, api) && rule.List("from").Any(peer => peer.At("namespaceSelector") is not null)))
        {
            yield return $"KEDA does not reach port {api}";
        }
    }

    static JsonNode? PodLabels(JsonObject deployment) => deployment.At("spec", "template", "metadata", "labels");

    static bool Opens(JsonObject rule, int port, string protocol = "TCP") =>
        rule.List("ports").Any(p => p.Text("port") == $"{port}" && p.Text("protocol") == protocol);
}
