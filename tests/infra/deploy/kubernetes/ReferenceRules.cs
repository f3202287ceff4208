using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Rampart.Deploy.Tests;

/// <summary>Rules for references from one object to another.</summary>
static class ReferenceRules
{
    // Fields whose value is an object with the name of something else, and its kind.
    static readonly Dictionary<string, string> References = new()
    {
        ["configMapRef"] = "ConfigMap",
        ["configMapKeyRef"] = "ConfigMap",
        ["configMap"] = "ConfigMap",
        ["authenticationRef"] = "TriggerAuthentication",
        ["issuerRef"] = "Issuer",
    };

    public static Rule[] All { get; } =
    [
        new("What an object refers to is there", files => Manifests.All(files).SelectMany(Objects),
            new Mistake(Manifests.EveryService, "configMapRef: { name: rampart }", "configMapRef: { name: ramparts }", "ConfigMap ramparts"),
            new Mistake(Manifests.Scaling, "authenticationRef: { name: broker }", "authenticationRef: { name: brokers }", "TriggerAuthentication brokers"),
            new Mistake(Manifests.Cluster, "configMap: { name: rampart-broker-files }", "configMap: { name: broker-files }", "ConfigMap broker-files"),
            new Mistake(Manifests.Certificates, "issuerRef: { name: rampart-authority,", "issuerRef: { name: authority,", "Issuer authority"),
            new Mistake(Manifests.EveryService, "serviceAccountName: rampart", "serviceAccountName: default", "ServiceAccount default")),
        new("Keys that are taken from config maps are in them", files => Manifests.Each(files, "TriggerAuthentication", ConfigMapKeys),
            new Mistake(Manifests.Scaling, "key: host }", "key: address }", "address"),
            new Mistake(Manifests.Configuration, "  tls: enable\n", "", "tls")),
        new("Every secret is explained in the README, with its keys, or made by cert-manager", Secrets,
            new Mistake(Manifests.EveryService, "name: rampart-bus, key: password", "name: rampart-queue, key: password", "rampart-queue"),
            new Mistake(Manifests.Scaling, "name: rampart-scaler, key: username", "name: rampart-scaler, key: login", "login"),
            new Mistake(Manifests.Certificates, "secretName: rampart-broker-tls", "secretName: rampart-tls", "rampart-broker-tls"),
            new Mistake(ReadmeRules.Path, "rampart-operator", "operator", "rampart-operator")),
        new("Volumes are mounted, and what is mounted is a volume", files => Manifests.Each(files, "Deployment", Volumes),
            new Mistake(Manifests.EveryService, "- { name: temp, mountPath: /tmp }", "- { name: tmp, mountPath: /tmp }", "tmp"),
            new Mistake(Manifests.EveryService, "        - name: cache\n          emptyDir: { sizeLimit: 10Gi }\n", "", "cache")),
    ];

    static IEnumerable<string> Objects(Manifests manifests)
    {
        foreach (JsonObject o in manifests.Objects)
        {
            foreach ((string field, string kind) in References)
            {
                foreach (string? name in o.Objects().Select(part => part.Text(field, "name")).Where(name => name is not null && manifests.Find(kind, name) is null))
                {
                    yield return $"{manifests.Title(o)}: there is no {kind} {name}";
                }
            }
            foreach ((_, JsonValue account) in o.Values()
                .Where(value => value.Key == "serviceAccountName" && manifests.Find("ServiceAccount", value.Value.ToString()) is null))
            {
                yield return $"{manifests.Title(o)}: there is no ServiceAccount {account}";
            }
        }
    }

    static IEnumerable<string> ConfigMapKeys(Manifests manifests, JsonObject authentication) => authentication.List("spec", "configMapTargetRef")
        .Where(source => manifests.Find("ConfigMap", source.Text("name")!).Text("data", source.Text("key")!) is null)
        .Select(source => source.ToJsonString());

    static IEnumerable<string> Secrets(DeployFiles files)
    {
        string readme = files.Text(ReadmeRules.Path);
        string[] made = [.. Manifests.Broker(files).Kind("Certificate").Select(certificate => certificate.Text("spec", "secretName")!)];
        return Manifests.All(files).SelectMany(manifests => manifests.Objects).SelectMany(SecretKeys).Distinct()
            .Where(secret => !made.Contains(secret.Name))
            .Where(secret => !Regex.IsMatch(readme, $"create secret generic {secret.Name} .*--from-literal={secret.Key}="))
            .Select(secret => $"secret {secret.Name}, key {secret.Key}");
    }

    static IEnumerable<(string Name, string Key)> SecretKeys(JsonObject o) => o.Objects().SelectMany(part =>
        part.At("secretKeyRef") is { } reference ? [(reference.Text("name")!, reference.Text("key")!)]
        : part.At("secretTargetRef") is JsonArray targets ? targets.Select(target => (target.Text("name")!, target.Text("key")!))
        : part.At("secret", "secretName") is { } volume ? part.List("secret", "items").Select(item => (volume.ToString(), item.Text("key")!))
        : part.Text("tls", "secretName") is { } tls ? [(tls, "tls.crt")]
        : Enumerable.Empty<(string, string)>());

    static IEnumerable<string> Volumes(JsonObject deployment)
    {
        IEnumerable<string?> volumes = Manifests.Pod(deployment).List("volumes").Select(volume => volume.Text("name"));
        IEnumerable<string?> mounts = Manifests.Container(deployment).List("volumeMounts").Select(mount => mount.Text("name"));
        return volumes.Except(mounts).Select(name => $"{name} is not mounted").Concat(mounts.Except(volumes).Select(name => $"{name} is no volume"));
    }
}
