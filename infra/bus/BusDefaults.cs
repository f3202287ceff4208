using MassTransit;

namespace Rampart.Bus;

/// <summary>What both transports share.</summary>
static class BusDefaults
{
    // In all about five minutes, which a restart of a blob server or a broker takes at most.
    const int Retries = 20;
    static readonly TimeSpan ShortestPause = TimeSpan.FromSeconds(0.1), LongestPause = TimeSpan.FromSeconds(20), Step = TimeSpan.FromSeconds(0.4);

    public static void Configure(IBusFactoryConfigurator bus, IRetryObserver? retries)
    {
        bus.UseMessageRetry(retry =>
        {
            retry.Handle<Exception>(TransientFaults.AreOfTheBus);
            // Its pauses differ between processes, so that they do not come back together.
            retry.Exponential(Retries, ShortestPause, LongestPause, Step);
            _ = retries is null ? null : retry.ConnectRetryObserver(retries);
        });
        // Indented, as MassTransit writes it by default, a list of inputs is more blanks than text.
        bus.ConfigureJsonSerializerOptions(options =>
        {
            options.WriteIndented = false;
            return options;
        });
    }
}
