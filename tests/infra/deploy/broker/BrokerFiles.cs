using System.Text.Json.Nodes;

namespace Rampart.Deploy.Tests;

/// <summary>The files of infra/deploy/broker.</summary>
static class BrokerFiles
{
    public const string Settings = "infra/deploy/broker/rabbitmq.conf";
    public const string Tls = "infra/deploy/broker/tls.conf";
    public const string Definitions = "infra/deploy/broker/definitions.json";
    public const string Script = "infra/deploy/broker/definitions.sh";

    /// <summary>The virtual host of the services.</summary>
    public const string VirtualHost = "rampart";

    public static JsonObject ReadDefinitions(DeployFiles files) => JsonNode.Parse(files.Text(Definitions))!.AsObject();

    /// <summary>The settings of rabbitmq.conf.</summary>
    public static Dictionary<string, string> ReadSettings(DeployFiles files) => files.Text(Settings).Split('\n')
        .Where(line => line.Contains('=') && !line.StartsWith('#'))
        .ToDictionary(line => line.Split('=')[0].Trim(), line => line.Split('=')[1].Trim());
}
