using System.Text.Json.Nodes;

namespace Rampart.Deploy.Tests;

/// <summary>Rules for what a pod may do: those of Kubernetes' profile `restricted`, and a read-only root.</summary>
static class PodSecurityRules
{
    public static Rule[] All { get; } =
    [
        new("Containers run without root, privileges and a writable root", files => Manifests.Each(files, "Deployment", Problems),
            new Mistake(Manifests.EveryService, "runAsNonRoot: true", "runAsNonRoot: false", "runAsNonRoot"),
            new Mistake(Manifests.EveryService, "seccompProfile: { type: RuntimeDefault }", "seccompProfile: { type: Unconfined }", "seccompProfile"),
            new Mistake(Manifests.EveryService, "allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true", "allowPrivilegeEscalation"),
            new Mistake(Manifests.EveryService, "readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "readOnlyRootFilesystem"),
            new Mistake(Manifests.EveryService, "capabilities: { drop: [ALL] }", "capabilities: { drop: [NET_RAW] }", "capabilities")),
        new("Pods run as the image's user", files => Manifests.Each(files, "Deployment", pod => User(files, pod)),
            new Mistake(Manifests.EveryService, "runAsUser: 1654", "runAsUser: 1000", "1000"),
            new Mistake(Dockerfile.Path, "USER 1654:1654", "USER 1655:1655", "1655"),
            new Mistake(Manifests.EveryService, "fsGroup: 1654", "fsGroup: 1000", "fsGroup")),
        new("The namespace refuses pods with more rights", files => Manifests.Each(files, "Namespace", space =>
                space.Text("metadata", "labels", "pod-security.kubernetes.io/enforce") == "restricted" ? [] : ["is not restricted"]),
            new Mistake($"{Manifests.Base}/namespace.yaml", "enforce: restricted", "enforce: baseline", "restricted")),
        new("Services get no token for the Kubernetes API", files => Manifests.Each(files, "Deployment", deployment =>
                Manifests.Pod(deployment).Text("automountServiceAccountToken") == "false" ? [] : ["automountServiceAccountToken"]),
            new Mistake(Manifests.EveryService, "automountServiceAccountToken: false", "automountServiceAccountToken: true", "automountServiceAccountToken")),
    ];

    static IEnumerable<string> Problems(JsonObject deployment)
    {
        JsonObject pod = Manifests.Pod(deployment);
        JsonObject container = Manifests.Container(deployment);
        (string Wanted, string? Found, string Name)[] settings =
        [
            ("true", pod.Text("securityContext", "runAsNonRoot"), "runAsNonRoot"),
            ("RuntimeDefault", pod.Text("securityContext", "seccompProfile", "type"), "seccompProfile"),
            ("false", container.Text("securityContext", "allowPrivilegeEscalation"), "allowPrivilegeEscalation"),
            ("true", container.Text("securityContext", "readOnlyRootFilesystem"), "readOnlyRootFilesystem"),
            ("[\"ALL\"]", container.At("securityContext", "capabilities", "drop")?.ToJsonString(), "capabilities dropped"),
        ];
        return settings.Where(setting => setting.Found != setting.Wanted).Select(setting => $"{setting.Name} is {setting.Found ?? "not set"}");
    }

    static IEnumerable<string> User(DeployFiles files, JsonObject deployment)
    {
        string[] image = Dockerfile.Read(files).Image.All("USER").Last().Value.Split(':');
        foreach ((string setting, string wanted) in new[] { ("runAsUser", image[0]), ("runAsGroup", image[1]), ("fsGroup", image[1]) })
        {
            string? found = Manifests.Pod(deployment).Text("securityContext", setting);
            if (found != wanted)
            {
                yield return $"{setting} is {found}, the image's is {wanted}";
            }
        }
    }
}
