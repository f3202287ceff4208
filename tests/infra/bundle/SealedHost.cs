using System.Globalization;
using Rampart.Testing;

namespace Rampart.Bundle.Tests;

/// <summary>
/// A host that has a compiler and a libtorch and nothing else of ours: in mount and network namespaces of its own, .NET, the checkout, the
/// data set and every package cache are gone, and so is the network.
/// </summary>
static class SealedHost
{
    static readonly string[] Hidden =
        ["/usr/share/dotnet", "/usr/lib/dotnet", "/usr/share/datasets", "/root", "/home", Environment.GetEnvironmentVariable("HOME") ?? "/root", RepositoryFolder.Root];

    /// <summary>Runs a script there, in a folder of the real machine.</summary>
    /// <param name="folder">Where the script is run.</param>
    /// <param name="script">Bash. HOME and PATH are all that it finds in its environment.</param>
    /// <param name="hide">Further folders to be empty.</param>
    public static async Task<ShellResult> RunAsync(string folder, string script, params string[] hide)
    {
        string covers = string.Concat(Hidden.Concat(hide).Distinct().Where(Directory.Exists).Select(path =>
            string.Create(CultureInfo.InvariantCulture, $"mount -t tmpfs none '{path}'\n")));
        string sealing = $"""
            set -euo pipefail
            {covers}
            cd '{folder}'
            if env -i PATH=/usr/local/bin:/usr/bin:/bin bash -c 'command -v dotnet'; then echo 'sealed host: there is still a dotnet' >&2; exit 99; fi
            exec env -i PATH=/usr/local/bin:/usr/bin:/bin HOME=/root bash -euo pipefail -c "$1"
            """;
        // Root has namespaces of its own at once; anybody else becomes root of a user namespace first.
        string[] namespaces = Environment.UserName == "root" ? ["--mount", "--net"] : ["--user", "--map-root-user", "--mount", "--net"];
        return await Shell.RunAsync("unshare", [.. namespaces, "bash", "-c", sealing, "sealed", script]);
    }
}
