using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Rampart.Deploy.Tests;

/// <summary>Rules for what the services are configured with, in compose and in Kubernetes: the code itself reads it.</summary>
static partial class ConfigurationRules
{
    public static Rule[] All { get; } =
    [
        new("The code accepts the configuration of every service", files => Compose(files).Concat(Kubernetes(files)).SelectMany(service =>
                ServiceConfiguration.Problems(service.Variables).Select(problem => $"{service.Where}: {problem}")),
            new Mistake(ComposeFile.Main, "Rampart__Azure__CacheFolder", "Rampart__Azure__CacheDirectory", "CacheDirectory"),
            new Mistake(ComposeFile.Main, "${RAMPART_CONCURRENCY:-2}", "${RAMPART_CONCURRENCY:-0}", "Concurrency"),
            new Mistake(ComposeFile.Tls, "Rampart__Bus__CaFile", "Rampart__Bus__AuthorityFile", "AuthorityFile"),
            new Mistake(Manifests.Configuration, "Rampart__Azure__CacheBytes: \"8589934592\"", "Rampart__Azure__CacheBytes: 8Gi", "CacheBytes"),
            new Mistake(Manifests.Site, "        Rampart__Store: https://account.blob.core.windows.net/rampart\n", "", "Store"),
            new Mistake(Manifests.EveryService, "Rampart__Bus__User", "Rampart__Bus__Username", "Username")),
        new("Kubernetes takes secrets from secrets only", files => Manifests.Each(files, "ConfigMap", Plain)
                .Concat(Manifests.Each(files, "Deployment", Plain)),
            new Mistake(Manifests.Configuration, "  Rampart__Bus__CaFile: ", "  Rampart__Bus__Password: hunter2\n  Rampart__Bus__CaFile: ", "Rampart__Bus__Password"),
            new Mistake(Manifests.EveryService, "valueFrom: { secretKeyRef: { name: rampart-bus, key: password } }", "value: hunter2", "Rampart__Bus__Password")),
        new("The caches have room on a volume that may be written", files => Manifests.Each(files, "Deployment", Cache),
            new Mistake(Manifests.EveryService, "emptyDir: { sizeLimit: 10Gi }", "emptyDir: { sizeLimit: 8Gi }", "8Gi"),
            new Mistake(Manifests.EveryService, "mountPath: /var/cache/rampart", "mountPath: /cache", "/var/cache/rampart")),
        new("The authority's certificate is where the configuration says", files => Manifests.Each(files, "Deployment", CaFile),
            new Mistake(Manifests.EveryService, "path: ca.crt }]", "path: authority.crt }]", "ca.crt"),
            new Mistake(Manifests.Configuration, "/etc/rampart/broker/ca.crt", "/etc/rampart/ca.crt", "/etc/rampart/ca.crt")),
        new("Services reach the broker and the store under their names", Addresses,
            new Mistake(ComposeFile.Main, "amqp://broker:5672/rampart", "amqp://rabbitmq:5672/rampart", "rabbitmq"),
            new Mistake(ComposeFile.Main, "Rampart__Store: http://azurite:10000/rampart/rampart", "Rampart__Store: http://azurite:10000/account/rampart", "account"),
            new Mistake(Manifests.Configuration, "amqps://rampart-broker.rampart.svc:5671/rampart", "amqps://broker.rampart.svc:5671/rampart", "broker.rampart.svc"),
            new Mistake(Manifests.Certificates, "    - rampart-broker.rampart.svc\n", "", "certificate")),
    ];

    static IEnumerable<(string Where, IReadOnlyDictionary<string, string> Variables)> Compose(DeployFiles files)
    {
        ComposeFile main = ComposeFile.Read(files, ComposeFile.Main);
        foreach (ComposeFile variant in ComposeFile.All(files))
        {
            foreach (string name in main.Served.Select(service => service.Key))
            {
                yield return ($"{variant.Path} {name}", main.Services[name].Map("environment").Concat(variant.Services.GetValueOrDefault(name).Map("environment"))
                    .GroupBy(variable => variable.Key)
                    .ToDictionary(variable => variable.Key, variable => ComposeFile.Resolved(variable.Last().Value?.ToString() ?? "")));
            }
        }
    }

    static IEnumerable<(string Where, IReadOnlyDictionary<string, string> Variables)> Kubernetes(DeployFiles files)
    {
        foreach (Manifests manifests in Manifests.Services(files))
        {
            foreach (JsonObject deployment in manifests.Deployments)
            {
                yield return (manifests.Title(deployment), ServiceEnvironment.Of(manifests, deployment));
            }
        }
    }

    // The secrets that an object has in plain text.
    static IEnumerable<string> Plain(JsonObject o) => o.Map("data").Select(entry => entry.Key)
        .Concat(o.Objects().SelectMany(part => part.List("env")).Where(variable => variable["value"] is not null).Select(variable => variable.Text("name")!))
        .Where(ServiceConfiguration.IsSecret);

    static IEnumerable<string> Cache(Manifests manifests, JsonObject deployment)
    {
        Dictionary<string, string> variables = ServiceEnvironment.Of(manifests, deployment);
        string folder = variables["Rampart__Azure__CacheFolder"];
        string? size = VolumeAt(deployment, folder).Text("emptyDir", "sizeLimit");
        if (size is null)
        {
            yield return $"{folder} is no emptyDir with a limit";
        }
        else if (long.Parse(size[..^2]) << 30 <= long.Parse(variables["Rampart__Azure__CacheBytes"]))
        {
            yield return $"{size} leave no room above the cache's own limit";
        }
    }

    static IEnumerable<string> CaFile(Manifests manifests, JsonObject deployment)
    {
        string file = ServiceEnvironment.Of(manifests, deployment)["Rampart__Bus__CaFile"];
        return VolumeAt(deployment, Path.GetDirectoryName(file)).List("secret", "items").Any(item => item.Text("path") == Path.GetFileName(file))
            ? [] : [$"{file} is not mounted"];
    }

    static JsonObject? VolumeAt(JsonObject deployment, string? folder)
    {
        string? name = Manifests.Container(deployment).List("volumeMounts").FirstOrDefault(mount => mount.Text("mountPath") == folder).Text("name");
        return Manifests.Pod(deployment).List("volumes").FirstOrDefault(volume => volume.Text("name") == name);
    }

    static IEnumerable<string> Addresses(DeployFiles files)
    {
        ComposeFile compose = ComposeFile.Read(files, ComposeFile.Main);
        JsonObject service = compose.Services[CodeFacts.Coordination];
        var bus = new Uri(service.Text("environment", "Rampart__Bus__Uri")!);
        var store = new Uri(service.Text("environment", "Rampart__Store")!);
        string account = Account().Match(service.Text("environment", "Rampart__Azure__ConnectionString")!).Groups[1].Value;
        foreach (Uri uri in new[] { bus, store }.Where(uri => !compose.Services.ContainsKey(uri.Host)))
        {
            yield return $"compose has no service {uri.Host}";
        }
        string emulated = compose.Services["azurite"].Text("environment", "AZURITE_ACCOUNTS")!;
        if (!store.AbsolutePath.StartsWith($"/{account}/", StringComparison.Ordinal) || !emulated.StartsWith($"{account}:", StringComparison.Ordinal))
        {
            yield return $"{store} is not in the account of the connection string, or the emulator has another";
        }
        Manifests broker = Manifests.Broker(files);
        string host = new Uri(Manifests.Cpu(files).Find("ConfigMap", "rampart").Text("data", "Rampart__Bus__Uri")!).Host;
        if (host != $"{Manifests.Name(broker.Kind("RabbitmqCluster").Single())}.{Manifests.Namespace}.svc")
        {
            yield return $"{host} is not the broker's service";
        }
        if (!broker.Kind("Certificate").Any(certificate => certificate.At("spec", "dnsNames").Values().Any(name => name.Value.ToString() == host)))
        {
            yield return $"The broker's certificate is not for {host}";
        }
    }

    [GeneratedRegex("AccountName=([^;]+);")]
    private static partial Regex Account();
}
