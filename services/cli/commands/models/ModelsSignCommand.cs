using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Registry;
using Rampart.Signing;

namespace Rampart.Cli.Commands.Models;

/// <summary><c>rampart models sign MODEL</c>: signs a version that nobody has signed, or with another key.</summary>
static class ModelsSignCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Argument<ModelReference> reference = ModelOptions.Reference();
        var command = new ConfiguredCommand("sign", "Signs a version with the configured key (Rampart__Signing__Key), beside the signatures that it has.", ConfiguredOption.Store()) { reference };
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            using ServiceProvider services = hosts.Store(configuration.Options);
            var signer = services.GetRequiredService<ModelSigner>();
            if (signer.KeyId is null)
            {
                throw new UsageException("no key is configured. Set Rampart__Signing__Key or Rampart__Signing__KeyFile; `openssl ecparam -name prime256v1 -genkey -noout` makes one.");
            }
            ModelReference meant = parsed.GetRequiredValue(reference);
            ModelHistory model = await services.GetRequiredService<ModelRegistry>().ReadAsync(meant.Model, cancellation);
            int version = model.Resolve(meant);
            await signer.SignAsync(model, version, cancellation);
            Console.Out.WriteLine($"{model.Name}:{version} is signed with key {signer.KeyId}");
            return ExitCode.Ok;
        });
    }
}
