using System.Text.Json.Nodes;

namespace Rampart.Deploy.Tests;

/// <summary>What outlives the processes in a virtual host: its durable queues and exchanges, with their arguments, and the bindings between them.</summary>
static class Topology
{
    // Exchanges that are made with the first fault; nothing of the house is bound to them.
    const string OfFaults = "MassTransit:";

    /// <summary>A line each, in ordinal order; temporary endpoints and what is bound to them are left out.</summary>
    public static IReadOnlyList<string> Of(JsonObject definitions)
    {
        HashSet<string?> queues = [.. Lasting(definitions, "queues")];
        HashSet<string?> exchanges = [.. Lasting(definitions, "exchanges")];
        return
        [
            .. definitions.List("queues").Where(queue => queues.Contains(queue.Text("name"))).Select(queue => $"queue {queue.Text("name")} {Arguments(queue)}")
                .Concat(definitions.List("exchanges").Where(exchange => exchanges.Contains(exchange.Text("name")))
                    .Select(exchange => $"exchange {exchange.Text("name")} {exchange.Text("type")} {Arguments(exchange)}"))
                .Concat(definitions.List("bindings")
                    .Where(binding => (binding.Text("destination_type") == "queue" ? queues : exchanges).Contains(binding.Text("destination")))
                    .Select(binding => $"binding {binding.Text("source")} -> {binding.Text("destination_type")} {binding.Text("destination")} \"{binding.Text("routing_key")}\""))
                .Order(StringComparer.Ordinal),
        ];
    }

    /// <summary>What one has and the other hasn't, a line each.</summary>
    public static string Differences(IReadOnlyList<string> wanted, IReadOnlyList<string> found) => string.Join('\n',
        wanted.Except(found).Select(line => $"missing: {line}").Concat(found.Except(wanted).Select(line => $"too much: {line}")));

    static IEnumerable<string?> Lasting(JsonObject definitions, string kind) => definitions.List(kind)
        .Where(o => o.Text("durable") == "true" && o.Text("auto_delete") == "false").Select(o => o.Text("name"))
        .Where(name => !name!.StartsWith(OfFaults, StringComparison.Ordinal));

    static string Arguments(JsonObject o) => string.Join(", ", o.Map("arguments").OrderBy(a => a.Key, StringComparer.Ordinal).Select(a => $"{a.Key}={a.Value}"));
}
