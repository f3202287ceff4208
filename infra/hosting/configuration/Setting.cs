namespace Rampart.Hosting;

/// <summary>A value of the configuration and where it comes from.</summary>
/// <param name="Key">Its key, for example <c>Rampart:Bus:Uri</c>.</param>
/// <param name="Value">The value as text; not for display, it may be a secret.</param>
/// <param name="Source">Where it was written: <c>appsettings.json</c>, an environment variable, an option of the command line, or <c>default</c>.</param>
public sealed record Setting(string Key, string Value, string Source)
{
    /// <summary>The source of what nobody wrote.</summary>
    public const string DefaultSource = "default";
}
