using System.CommandLine;

namespace Rampart.Cli.Commands.Models;

/// <summary><c>rampart models</c>: versions of models, and which of them an alias such as <c>production</c> stands for.</summary>
static class ModelsCommand
{
    public static Command Create(ToolHosts hosts) =>
        new("models", "The registry: versions of models, their aliases and their history.")
        {
            ModelsListCommand.Create(hosts),
            ModelsShowCommand.Create(hosts),
            ModelsRegisterCommand.Create(hosts),
            ModelsPromoteCommand.Create(hosts),
            ModelsRollbackCommand.Create(hosts),
            ModelsDiffCommand.Create(hosts),
            ModelsExportCommand.Create(hosts),
            ModelsSignCommand.Create(hosts),
            ModelsVerifyCommand.Create(hosts),
        };
}
