using System.Security.Cryptography;
using System.Xml.Linq;
using Rampart.Testing;

namespace Rampart.EndToEnd.Tests;

/// <summary>Promotion by the run, as a user meets it, with models that a real run made.</summary>
public sealed class PromotionTests
{
    [Fact]
    public async Task A_run_promotes_a_better_model_rejects_a_worse_one_and_both_are_signed_compared_and_verified()
    {
        using var place = new Workplace();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        string store = Path.Combine(place.Folder, "store"), output = Path.Combine(place.Folder, "out"), gates = Path.Combine(place.Folder, "ci", "gates.xml");
        var signing = new Dictionary<string, string> { ["Rampart__Signing__Key"] = key.ExportPkcs8PrivateKeyPem() };
        string file = Path.Combine(place.Folder, "promoted.yaml");
        string tiny = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "tiny.yaml"));
        await File.WriteAllTextAsync(file, tiny
            .Replace("  fare:\n", "  production:\n    kind: registered\n    model: clip@production\n    otherwise: base\n  fare:\n", StringComparison.Ordinal)
            .Replace("models: { base: base,", "models: { base: base, production: production,", StringComparison.Ordinal)
            .Replace("      - { model: base, task: answer, at_least: 0 }", """
                      - { model: fare, task: zero-shot, above: production, no_regression: true, sigmas: 10 }
                      - { model: fare, task: zero-shot, at_least: 0 }
                """, StringComparison.Ordinal)
            .Replace("publish: adpo", "publish: fare\npromotion: { model: clip }", StringComparison.Ordinal)
            .Replace("gallery: 2", "gallery: 2\n    slices: [class]", StringComparison.Ordinal));
        Task<ToolResult> Tool(params string[] arguments) => ToolProcess.RunTool(ToolProcess.Real, signing, [.. arguments, "--store", store]);

        ToolResult first = await Tool("run", file, "--out", output, "--junit", gates);
        ToolResult second = await Tool("run", file, "fare.steps=6", "evaluation.gates.1.at_least=1", "--out", output);

        Assert.True(first.ExitCode == 0, first.Errors);
        Assert.Contains("model clip:1 was promoted to production", first.Output);
        Assert.Equal(("testsuites", "2", "0"), XDocument.Load(gates).Root is { } root ? (root.Name.LocalName, root.Attribute("tests")!.Value, root.Attribute("failures")!.Value) : default);
        Assert.True(second.ExitCode == 1, second.Errors);
        Assert.Contains("model clip:2 was rejected for production: gates failed", second.Output);
        string report = await File.ReadAllTextAsync(Path.Combine(output, "latest", "results.md"));
        Assert.Contains("clip:2 was rejected", report);
        Assert.Contains(", class shirt ", report);

        string rejected = (await Tool("models", "show", "clip:2")).Output;
        string shown = (await Tool("models", "show", "clip@production")).Output;
        Assert.Contains("clip:1 (candidate, production)", shown);
        Assert.Contains("version 2 rejected for production", shown);
        Assert.All(["gate that failed", "fare zero-shot accuracy"], text => Assert.Contains(text, rejected));
        Assert.Contains("model clip:2 was rejected", (await Tool("show", "latest")).Output);
        ToolResult verified = await Tool("models", "verify", "clip:2", "--deep");
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Errors);
        ToolResult compared = await Tool("models", "diff", "clip:1", "clip:2");
        Assert.Equal(1, compared.ExitCode);
        Assert.All(["the models clip:1 and clip:2 differ", "fare.steps", "zero-shot accuracy"], text => Assert.Contains(text, compared.Output));
        Assert.DoesNotContain(signing["Rampart__Signing__Key"].Split('\n')[1], (await Tool("config")).Output);
    }
}
