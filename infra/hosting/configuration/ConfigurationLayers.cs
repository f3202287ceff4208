using Microsoft.Extensions.Configuration;

namespace Rampart.Hosting;

/// <summary>Where configuration comes from, the weakest first.</summary>
public static class ConfigurationLayers
{
    const string FileName = "appsettings";
    const string DefaultEnvironment = "Production";
    static readonly string OurKeys = OptionsSection.Root + ConfigurationPath.KeyDelimiter;
    static readonly string[] EnvironmentVariables = ["DOTNET_ENVIRONMENT", "ASPNETCORE_ENVIRONMENT"];

    /// <summary>
    /// <c>appsettings.json</c> and <c>appsettings.{Environment}.json</c> in this folder, each if it is there, then the environment variables.
    /// </summary>
    /// <exception cref="ConfigurationException">A file is not valid JSON.</exception>
    public static IEnumerable<Setting> Standard(string folder) =>
        [.. JsonFile(folder, $"{FileName}.json"), .. JsonFile(folder, $"{FileName}.{EnvironmentName}.json"), .. Variables()];

    static string EnvironmentName =>
        EnvironmentVariables.Select(Environment.GetEnvironmentVariable).FirstOrDefault(name => !string.IsNullOrEmpty(name)) ?? DefaultEnvironment;

    static IEnumerable<Setting> JsonFile(string folder, string name)
    {
        try
        {
            return Read(builder => builder.SetBasePath(folder).AddJsonFile(name, optional: true, reloadOnChange: false), _ => name);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            string why = (e.InnerException ?? e).Message;
            throw new ConfigurationException($"{Path.Combine(folder, name)} can't be read: {why} Correct the file, or remove it.", e);
        }
    }

    static IEnumerable<Setting> Variables() =>
        Read(builder => builder.AddEnvironmentVariables(), key => $"environment variable {KnownKey.VariableOf(key)}");

    // An empty value is none: `Rampart__Bus__User: ${USER:-}` of a compose file should leave the default alone.
    static List<Setting> Read(Action<IConfigurationBuilder> add, Func<string, string> source)
    {
        var builder = new ConfigurationBuilder();
        add(builder);
        return
        [
            .. builder.Build().AsEnumerable()
                .Where(entry => !string.IsNullOrEmpty(entry.Value) && entry.Key.StartsWith(OurKeys, StringComparison.OrdinalIgnoreCase))
                .Select(entry => new Setting(entry.Key, entry.Value!, source(entry.Key))),
        ];
    }
}
