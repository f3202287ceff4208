using System.Text.Json.Nodes;

namespace Rampart.Deploy.Tests;

/// <summary>How kustomize lays a patch over an object.</summary>
static class StrategicMerge
{
    // The lists of Kubernetes' own kinds that are merged by a key; all others, and all lists of custom resources, are replaced.
    static readonly Dictionary<string, string> Keys = new()
    {
        ["containers"] = "name",
        ["initContainers"] = "name",
        ["env"] = "name",
        ["volumes"] = "name",
        ["volumeMounts"] = "mountPath",
        ["ports"] = "containerPort",
    };

    /// <summary>Changes <paramref name="target"/>; null in the patch removes.</summary>
    public static void Apply(JsonObject target, JsonObject patch)
    {
        bool builtIn = target.Text("apiVersion") is { } version && (!version.Contains('.') || version.Contains(".k8s.io/"));
        Apply(target, patch, builtIn);
    }

    static void Apply(JsonObject target, JsonObject patch, bool builtIn)
    {
        foreach ((string name, JsonNode? value) in patch)
        {
            if (value is null)
            {
                target.Remove(name);
            }
            else if (value is JsonObject nested && target[name] is JsonObject existing)
            {
                Apply(existing, nested, builtIn);
            }
            else if (builtIn && value is JsonArray items && target[name] is JsonArray list && Keys.TryGetValue(name, out string? key))
            {
                Apply(list, items, key);
            }
            else
            {
                target[name] = value.DeepClone();
            }
        }
    }

    static void Apply(JsonArray list, JsonArray patch, string key)
    {
        foreach (JsonObject item in patch.OfType<JsonObject>())
        {
            if (list.OfType<JsonObject>().FirstOrDefault(other => other.Text(key) == item.Text(key)) is { } existing)
            {
                Apply(existing, item, builtIn: true);
            }
            else
            {
                list.Add(item.DeepClone());
            }
        }
    }
}
