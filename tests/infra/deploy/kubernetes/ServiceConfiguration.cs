using Rampart.Cli;
using Rampart.Hosting;

namespace Rampart.Deploy.Tests;

/// <summary>The configuration as the code reads it.</summary>
static class ServiceConfiguration
{
    /// <summary>What the code says against these environment variables.</summary>
    public static IEnumerable<string> Problems(IReadOnlyDictionary<string, string> variables)
    {
        try
        {
            _ = new RampartConfiguration(ToolConfiguration.Sections, variables
                .Where(variable => variable.Key.StartsWith($"{OptionsSection.Root}__", StringComparison.Ordinal))
                .Select(variable => new Setting(variable.Key.Replace("__", ":", StringComparison.Ordinal), variable.Value, variable.Key)));
            return [];
        }
        catch (ConfigurationException e)
        {
            return e.Message.Split('\n');
        }
    }

    /// <summary>Whether the code knows this variable as a secret.</summary>
    public static bool IsSecret(string variable) => KnownKeys.Of(ToolConfiguration.Sections).Any(key => key.Variable == variable && key.IsSecret);
}
