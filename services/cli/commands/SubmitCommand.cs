using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Cli.Gateway;
using Rampart.Cli.Progress;
using Rampart.Contracts;
using Rampart.Coordination;
using Rampart.Gateway.Runs;
using Rampart.Hosting;
using Rampart.Pipeline;
using Rampart.Stages;

namespace Rampart.Cli.Commands;

/// <summary><c>rampart submit FILE [key=value ...]</c>: has the services run a pipeline.</summary>
static class SubmitCommand
{
    public static Command Create(ToolHosts hosts)
    {
        Option<bool> fresh = SharedOptions.Fresh();
        var watch = new Option<bool>("--watch")
        {
            Description = "Follow the run until it ends, as `rampart watch` does; Ctrl-C stops watching, not the run.",
        };
        Option<int> priority = Priority();
        var command = new ConfiguredCommand(
            "submit", "Has the services run a pipeline: reads the file here, brings its data into the store, starts the run and prints its id.",
            ConfiguredOption.Bus(), ConfiguredOption.Store())
        {
            priority, fresh, watch,
        };
        var output = new RunOutput.Options(command);
        var arguments = new PipelineArguments(command);
        command.OverGateway(async (parsed, gateway, cancellation) =>
        {
            RunSubmitted submitted = await GatewaySubmission.SubmitAsync(
                gateway, arguments.File(parsed), arguments.Overrides(parsed), parsed.GetValue(fresh), parsed.GetValue(priority), cancellation);
            if (parsed.GetValue(watch))
            {
                await Console.Error.WriteLineAsync($"run {submitted.Run}: submitted");
                return await GatewayWatch.FollowAsync(gateway, submitted.Run, output.Read(parsed), cancellation);
            }
            Write(submitted, output.Read(parsed).Json);
            return ExitCode.Ok;
        });
        return command.Does(hosts, async (parsed, configuration, cancellation) =>
        {
            Broker.Require(configuration.Options.Bus, "submit", "`rampart run FILE` runs a pipeline in this process and needs none.");
            PipelineDefinition pipeline = arguments.Read(hosts, parsed);
            RunMonitor? monitor = parsed.GetValue(watch) ? new RunMonitor(TimeProvider.System) : null;
            await using ServiceClient client = await ServiceClient.ConnectAsync(hosts, configuration.Options, "submit", monitor, cancellation);
            OpenedRun opened = await client.Services.GetRequiredService<RunOpening>().OpenAsync(
                pipeline, RunNumerics.Of(pipeline), CodeVersion.Current, parsed.GetValue(fresh), cancellation, parsed.GetValue(priority));
            await client.SendAsync(new StartRun(opened.Id), cancellation);
            if (monitor is not null)
            {
                await Console.Error.WriteLineAsync($"run {opened.Id}: submitted");
                return await RunWatch.FollowAsync(client.Services, monitor, opened.Id, output.Read(parsed), cancellation);
            }
            Write(new RunSubmitted(opened.Id, opened.Resumed, opened.Finished), output.Read(parsed).Json);
            return ExitCode.Ok;
        });
    }

    static void Write(RunSubmitted submitted, bool json) =>
        Console.Out.WriteLine(json ? JsonSerializer.Serialize(submitted, CliJson.Options) : Terminal.WithoutControls(submitted.Run));

    static Option<int> Priority()
    {
        var option = new Option<int>("--priority")
        {
            Description = $"The run's share of the services relative to other runs, {RunPriority.Least} to {RunPriority.Most}: "
                + "with 20 it gets twice the places of one with 10.",
            DefaultValueFactory = _ => RunPriority.Usual,
        };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var given }] && (!int.TryParse(given, out int value) || value is < RunPriority.Least or > RunPriority.Most))
            {
                result.AddError($"--priority {given} is not a number from {RunPriority.Least} to {RunPriority.Most}. Leave it out for {RunPriority.Usual}.");
            }
        });
        return option;
    }
}
