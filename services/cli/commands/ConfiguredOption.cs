using System.CommandLine;

namespace Rampart.Cli.Commands;

/// <summary>An option of the command line that stands for a key of the configuration, and wins over it.</summary>
/// <param name="Key">The key.</param>
/// <param name="Option">The option; its value is checked with the whole configuration.</param>
sealed record ConfiguredOption(string Key, Option<string?> Option)
{
    public static ConfiguredOption Store() => new("Rampart:Store", new Option<string?>("--store", "--artifacts")
    {
        Description = "The store of artifacts, results and run logs: a folder, or https://ACCOUNT.blob.core.windows.net/CONTAINER. Default: .rampart",
    });

    public static ConfiguredOption Bus() => new("Rampart:Bus:Uri", new Option<string?>("--bus")
    {
        Description = "The broker: amqp://HOST/VHOST, or amqps:// for TLS. Give user and password as Rampart__Bus__User and Rampart__Bus__Password.",
    });

    public static ConfiguredOption Gateway() => new("Rampart:Gateway:Url", new Option<string?>("--gateway")
    {
        Description = "A gateway to ask in the place of broker and store: https://HOST. Give the key as Rampart__Gateway__Key.",
    });

    public static ConfiguredOption Concurrency() => new("Rampart:Concurrency", new Option<string?>("--concurrency")
    {
        Description = "How many work items compute at once, 1 to 1024. Default: one per core",
    });

    public static ConfiguredOption Port() => new("Rampart:Http:Port", new Option<string?>("--port")
    {
        Description = "The port for /health/live and /health/ready; 0 for none. Default: 8080",
    });

    public static ConfiguredOption Host() => new("Rampart:Http:Host", new Option<string?>("--host")
    {
        Description = "The address to answer on: *, localhost or an IP address. Default: *",
    });
}
