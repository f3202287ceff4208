using System.Text.Json.Nodes;

namespace Rampart.Deploy.Tests;

/// <summary>The environment variables of a service's container.</summary>
static class ServiceEnvironment
{
    /// <summary>What config maps and the container itself set; a secret's value is <c>value</c>.</summary>
    public static Dictionary<string, string> Of(Manifests manifests, JsonObject deployment)
    {
        JsonObject container = Manifests.Container(deployment);
        var variables = new Dictionary<string, string>();
        foreach (JsonObject source in container.List("envFrom"))
        {
            foreach ((string name, JsonNode? value) in manifests.Find("ConfigMap", source.Text("configMapRef", "name")!).Map("data"))
            {
                variables[name] = value!.ToString();
            }
        }
        foreach (JsonObject variable in container.List("env"))
        {
            variables[variable.Text("name")!] = variable.Text("value") ?? "value";
        }
        return variables;
    }
}
