using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Artifacts;
using Rampart.Registry;
using Rampart.Signing;

namespace Rampart.Cli.Commands.Models;

/// <summary><c>rampart models verify MODEL</c>: whether a version is what was signed, down to its data.</summary>
static class ModelsVerifyCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Argument<ModelReference> reference = ModelOptions.Reference();
        Option<bool> json = SharedOptions.Json(), deep = new("--deep") { Description = "Read and hash every artifact, data and weights too; otherwise only whether it is there with its size." };
        var command = new ConfiguredCommand(
            "verify", "Checks a version from its signature over the run's log and every result to the data; names each broken link and exits with 1 if there is one, or no signature.",
            ConfiguredOption.Store()) { reference, deep, json };
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Store(configuration.Options);
            ModelReference meant = parsed.GetRequiredValue(reference);
            ModelHistory model = await services.GetRequiredService<ModelRegistry>().ReadAsync(meant.Model, cancellation);
            var verifier = new ModelVerifier(
                new TrustedKeys(configuration.Options.Signing), services.GetRequiredService<IRunLogStore>(), services.GetRequiredService<IResultStore>(),
                services.GetRequiredService<IArtifactStore>(), services.GetRequiredService<IDocumentStore>());
            ModelReport report = await verifier.VerifyAsync(model, model.Resolve(meant), parsed.GetValue(deep), cancellation);
            if (parsed.GetValue(json))
            {
                Console.Out.WriteLine(JsonSerializer.Serialize(report, CliJson.Options));
            }
            else
            {
                Write(report, parsed.GetValue(deep));
            }
            return report.IsSound ? ExitCode.Ok : ExitCode.Failed;
        });
    }

    static void Write(ModelReport report, bool deep)
    {
        foreach (BrokenLink link in report.Broken)
        {
            Line($"broken: {link.Link}: {link.Problem}");
        }
        string name = $"{report.Model}:{report.Version}";
        Line(report.SignedBy.Count > 0
            ? $"{name} is signed by {string.Join(", ", report.SignedBy)}"
            : $"{name} is signed by nobody who is trusted: what follows only agrees with itself");
        Line($"{report.Entries} entries of the run's log, {report.Results} results and {report.Artifacts} artifacts "
            + $"({(deep ? "hashed" : "present, not hashed; --deep does it")}): {(report.Broken.Count == 0 ? "all sound" : $"{report.Broken.Count} broken")}");
    }

    static void Line(string text) => Console.Out.WriteLine(Terminal.WithoutControls(text));
}
