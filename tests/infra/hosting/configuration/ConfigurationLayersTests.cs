namespace Rampart.Hosting.Tests;

public sealed class ConfigurationLayersTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("rampart-settings-").FullName;

    RampartConfiguration Configuration => new([OptionsSection.Rampart], ConfigurationLayers.Standard(_folder));

    [Fact]
    public void A_variable_wins_over_the_environments_file_and_that_over_the_general_one()
    {
        Write("appsettings.json", """{ "Rampart": { "Store": "one", "Concurrency": 1, "Bus": { "User": "first" } }, "Elsewhere": { "Key": 1 } }""");
        Write("appsettings.Testing.json", """{ "Rampart": { "Concurrency": 2, "Bus": { "User": "second" } } }""");
        using var environment = new Variables(("DOTNET_ENVIRONMENT", "Testing"), ("Rampart__Bus__User", "third"), ("Rampart__Bus__Password", ""), ("RAMPART_HOME", "/home"));
        Assert.Equal(("one", 2, "third", null), (Configuration.Options.Store, Configuration.Options.Concurrency, Configuration.Options.Bus.User, Configuration.Options.Bus.Password));
        Dictionary<string, string> sources = Configuration.Shown.ToDictionary(setting => setting.Key, setting => setting.Source);
        Assert.Equal("appsettings.json", sources["Rampart:Store"]);
        Assert.Equal("appsettings.Testing.json", sources["Rampart:Concurrency"]);
        Assert.Equal("environment variable Rampart__Bus__User", sources["Rampart:Bus:User"]);
    }

    [Fact]
    public void A_file_that_is_not_json_is_named()
    {
        Write("appsettings.json", "{ Rampart: ");
        Assert.Contains(Path.Combine(_folder, "appsettings.json"), Assert.Throws<ConfigurationException>(() => Configuration).Message);
    }

    void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Environment variables that are as before afterwards.</summary>
    sealed class Variables : IDisposable
    {
        readonly (string Name, string? Value)[] _before;

        public Variables(params (string Name, string Value)[] values)
        {
            _before = [.. values.Select(variable => (variable.Name, Environment.GetEnvironmentVariable(variable.Name)))];
            Array.ForEach(values, variable => Environment.SetEnvironmentVariable(variable.Name, variable.Value));
        }

        public void Dispose() => Array.ForEach(_before, variable => Environment.SetEnvironmentVariable(variable.Name, variable.Value));
    }
}
