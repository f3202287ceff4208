using System.Diagnostics;
using System.Text.Json.Nodes;
using Rampart.Testing;

namespace Rampart.Browser.Tests;

/// <summary>The rules of accessibility that can be checked by a program (axe-core), installed once from the locked list beside this file.</summary>
static class AxeRules
{
    static readonly Lazy<Task<string>> Script = new(InstallAsync);

    /// <summary>What a page breaks: for each rule its name, what is wrong, and where.</summary>
    public static async Task<IReadOnlyList<string>> BrokenByAsync(Visit page)
    {
        await page.EvaluateAsync(await Script.Value);
        JsonNode? found = await page.EvaluateAsync("axe.run(document, { resultTypes: ['violations'] }).then(all => all.violations.map(rule => "
            + "rule.id + ': ' + rule.help + ' at ' + rule.nodes.slice(0, 3).map(node => node.target.join(' ') + ' ' + (node.any[0]?.message ?? '')).join(', ')))");
        return [.. found!.AsArray().Select(rule => (string)rule!)];
    }

    static async Task<string> InstallAsync()
    {
        string folder = Path.Combine(RepositoryFolder.Root, ".artifacts", "axe"), source = Path.Combine(RepositoryFolder.Root, "tests", "browser", "axe");
        string script = Path.Combine(folder, "node_modules", "axe-core", "axe.min.js"), installed = Path.Combine(folder, "package-lock.json");
        Directory.CreateDirectory(folder);
        if (!File.Exists(script) || await File.ReadAllTextAsync(installed) != await File.ReadAllTextAsync(Path.Combine(source, "package-lock.json")))
        {
            foreach (string file in Directory.GetFiles(source))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)), overwrite: true);
            }
            using Process npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--prefix", folder, "--ignore-scripts", "--no-audit", "--no-fund"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            string said = await npm.StandardError.ReadToEndAsync();
            await npm.WaitForExitAsync();
            Assert.True(npm.ExitCode == 0, $"npm could not install axe-core: {said}");
        }
        return await File.ReadAllTextAsync(script);
    }
}
