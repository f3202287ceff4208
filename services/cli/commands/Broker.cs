using Rampart.Bus;

namespace Rampart.Cli.Commands;

/// <summary>What commands say that need a broker.</summary>
static class Broker
{
    /// <summary>Does nothing if a broker is configured.</summary>
    /// <param name="options">The bus.</param>
    /// <param name="command">Which command needs it.</param>
    /// <param name="instead">What can be done without one.</param>
    /// <exception cref="UsageException">There is none.</exception>
    public static void Require(BusOptions options, string command, string instead)
    {
        if (options.Uri is null)
        {
            throw new UsageException(
                $"{command} needs a broker. Name it with --bus amqp://HOST/VHOST or the environment variable Rampart__Bus__Uri. {instead}");
        }
    }
}
