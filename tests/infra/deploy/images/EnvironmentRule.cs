using System.Diagnostics;

namespace Rampart.Deploy.Tests;

/// <summary>The environment that the libraries read before the program's first line runs.</summary>
static class EnvironmentRule
{
    const string Script = "infra/environment.sh";
    static readonly string[] OfTheShell = ["PWD", "OLDPWD", "SHLVL", "_"];

    public static Rule[] All { get; } =
    [
        new("The image has the environment of infra/environment.sh", Problems,
            new Mistake(Dockerfile.Path, "OMP_NUM_THREADS=1", "OMP_NUM_THREADS=4", "OMP_NUM_THREADS"),
            new Mistake(Dockerfile.Path, "    DOTNET_gcConcurrent=0 \\\n", "", "DOTNET_gcConcurrent"),
            new Mistake(Script, "export OMP_NUM_THREADS=1", "export KMP_BLOCKTIME=0 OMP_NUM_THREADS=1", "KMP_BLOCKTIME"),
            new Mistake(Dockerfile.Path, "ENV OMP_NUM_THREADS=1", "ENV KMP_BLOCKTIME=0 OMP_NUM_THREADS=1", "KMP_BLOCKTIME")),
    ];

    static IEnumerable<string> Problems(DeployFiles files)
    {
        Dictionary<string, string> image = Dockerfile.Pairs(Dockerfile.Read(files).Image, "ENV");
        Dictionary<string, string> script = Exported(files.Text(Script));
        return image.Keys.Union(script.Keys)
            .Where(name => image.GetValueOrDefault(name) != script.GetValueOrDefault(name))
            .Select(name => $"{name} is {image.GetValueOrDefault(name) ?? "not set"} in the image, {script.GetValueOrDefault(name) ?? "not set"} by {Script}");
    }

    // What the shell says, not what a regular expression thinks it would say.
    static Dictionary<string, string> Exported(string text)
    {
        var start = new ProcessStartInfo("env", ["-i", "bash", "-c", $"{text}\nenv"]) { RedirectStandardOutput = true };
        using Process shell = Process.Start(start)!;
        string output = shell.StandardOutput.ReadToEnd();
        shell.WaitForExit();
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('=', 2))
            .Where(pair => !OfTheShell.Contains(pair[0])).ToDictionary(pair => pair[0], pair => pair[1]);
    }
}
