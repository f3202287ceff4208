using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Rampart.Cli;
using Rampart.Hosting;

namespace Rampart.Deploy.Tests;

/// <summary>The configuration as the code reads it.</summary>
static class ServiceConfiguration
{
    const string AuthorityVariable = "Rampart__Bus__CaFile";

    // Mounted where a service runs; here another authority stands for it.
    static readonly Lazy<string> Authority = new(WriteAuthority);

    /// <summary>What the code says against these environment variables.</summary>
    public static IEnumerable<string> Problems(IReadOnlyDictionary<string, string> variables)
    {
        try
        {
            _ = new RampartConfiguration(ToolConfiguration.Sections, variables
                .Where(variable => variable.Key.StartsWith($"{OptionsSection.Root}__", StringComparison.Ordinal))
                .Select(variable => new Setting(variable.Key.Replace("__", ":", StringComparison.Ordinal), variable.Key == AuthorityVariable ? Authority.Value : variable.Value, variable.Key)));
            return [];
        }
        catch (ConfigurationException e)
        {
            return e.Message.Split('\n');
        }
    }

    /// <summary>Whether the code knows this variable as a secret.</summary>
    public static bool IsSecret(string variable) => KnownKeys.Of(ToolConfiguration.Sections).Any(key => key.Variable == variable && key.IsSecret);

    static string WriteAuthority()
    {
        using ECDsa key = ECDsa.Create();
        using X509Certificate2 certificate = new CertificateRequest("CN=authority", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(1));
        string file = Path.Combine(Directory.CreateTempSubdirectory("rampart-authority-").FullName, "ca.crt");
        File.WriteAllText(file, certificate.ExportCertificatePem());
        return file;
    }
}
