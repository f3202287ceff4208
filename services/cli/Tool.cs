using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Cli.Commands;
using Rampart.Cli.Commands.Models;
using Rampart.Cli.Commands.Triggers;

namespace Rampart.Cli;

/// <summary>The tool <c>rampart</c>: reads the command line and runs one command.</summary>
public static class Tool
{
    const string Description =
        "Hardens vision-language models against adversarial images, as a pipeline of services: all in this process, or each in processes of its own.";

    static readonly TimeSpan TerminationTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Runs the tool with the stages that <paramref name="addStages"/> registers; returns its exit code.</summary>
    public static async Task<int> RunAsync(string[] args, Action<IServiceCollection> addStages)
    {
        var hosts = new ToolHosts(addStages);
        // Standard output carries results, in which a word that happens to be a secret too must stay; commands mask there what may hold one.
        Console.SetError(new MaskedWriter(Console.Error, () => hosts.Mask));
        var root = new RootCommand(Description)
        {
            RunCommand.Create(hosts),
            ServeCommand.Create(hosts),
            SubmitCommand.Create(hosts),
            WatchCommand.Create(hosts),
            CancelCommand.Create(hosts),
            WatchDataCommand.Create(hosts),
            TriggerCommand.Create(hosts),
            TriggersCommand.Create(hosts),
            FaultsCommand.Create(hosts),
            JournalCommand.Create(hosts),
            RunsCommand.Create(hosts),
            ShowCommand.Create(hosts),
            WhyCommand.Create(hosts),
            DiffCommand.Create(hosts),
            ReportCommand.Create(hosts),
            QuarantineCommand.Create(hosts),
            ModelsCommand.Create(hosts),
            ReplayCommand.Create(hosts),
            ExecuteOrdersCommand.Create(hosts),
            ValidateCommand.Create(hosts),
            SchemaCommand.Create(hosts),
            ConfigCommand.Create(hosts),
            CheckCommand.Create(hosts),
        };
        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            // System.CommandLine would print the errors and the help, and return 1.
            foreach (string error in parsed.Errors.Select(error => error.Message).Distinct())
            {
                await Console.Error.WriteLineAsync($"rampart: {error}");
            }
            await Console.Error.WriteLineAsync($"rampart: see `{CommandLine(parsed.CommandResult)} --help`.");
            return ExitCode.Usage;
        }
        try
        {
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TerminationTimeout });
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
        catch (Exception e) when (Mistakes.Explain(e) is { } mistake)
        {
            await Console.Error.WriteLineAsync(mistake.Message);
            return mistake.ExitCode;
        }
        catch (Exception e)
        {
            await Console.Error.WriteLineAsync($"rampart: this is a defect of the tool; please report it.\n{e}");
            return ExitCode.Defect;
        }
    }

    // With the commands above it: `rampart faults retry`.
    static string CommandLine(CommandResult command) =>
        command.Parent is CommandResult above ? $"{CommandLine(above)} {command.Command.Name}" : "rampart";
}
