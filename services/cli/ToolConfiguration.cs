using Rampart.Cli.Gateway;
using Rampart.Coordination;
using Rampart.Gateway;
using Rampart.Hosting;
using Rampart.Notifications;
using Rampart.Retraining;

namespace Rampart.Cli;

/// <summary>What configures the tool.</summary>
static class ToolConfiguration
{
    // The script infra/rampart sets it to the checkout, so that state does not depend on the current folder.
    public static readonly string Home = Environment.GetEnvironmentVariable("RAMPART_HOME") ?? Directory.GetCurrentDirectory();

    /// <summary>The records that the keys are bound to.</summary>
    public static readonly OptionsSection[] Sections =
    [
        OptionsSection.Rampart, new(CoordinationSection, typeof(CoordinationOptions)), new(RetrainingSection, typeof(RetrainingOptions)),
        new(GatewayOptions.Section, typeof(GatewayOptions)), new(GatewayOptions.Section, typeof(GatewayAccessOptions)),
        new(NotificationOptions.Section, typeof(NotificationOptions)),
    ];

    const string CoordinationSection = "Rampart:Coordination", RetrainingSection = "Rampart:Retraining";

    /// <summary>Files beside the tool, then environment variables, then what the command line gives.</summary>
    /// <exception cref="ConfigurationException">Something in there is wrong.</exception>
    public static RampartConfiguration Read(IEnumerable<Setting> given) => new(
        Sections,
        [
            new Setting("Rampart:Store", Path.Combine(Home, ".rampart"), Setting.DefaultSource),
            .. ConfigurationLayers.Standard(AppContext.BaseDirectory),
            .. given,
        ]);

    /// <summary>How a coordinator that serves works.</summary>
    public static CoordinationOptions Coordination(this RampartConfiguration configuration) => configuration.Bind<CoordinationOptions>(CoordinationSection);

    /// <summary>How watches are kept.</summary>
    public static RetrainingOptions Retraining(this RampartConfiguration configuration) => configuration.Bind<RetrainingOptions>(RetrainingSection);

    /// <summary>How a gateway that serves works.</summary>
    public static GatewayOptions Gateway(this RampartConfiguration configuration) => configuration.Bind<GatewayOptions>(GatewayOptions.Section);

    /// <summary>How commands reach a gateway.</summary>
    public static GatewayAccessOptions GatewayAccess(this RampartConfiguration configuration) => configuration.Bind<GatewayAccessOptions>(GatewayOptions.Section);

    /// <summary>Who is told how runs ended.</summary>
    public static NotificationOptions Notifications(this RampartConfiguration configuration) => configuration.Bind<NotificationOptions>(NotificationOptions.Section);
}
