using System.Diagnostics;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Rampart.Bus.RabbitMq;
using Rampart.Contracts;
using Rampart.Journal;
using Rampart.Stages;

namespace Rampart.Bus.Tests.RabbitMq;

/// <summary>A worker in a process of its own: <c>Rampart.Bus.Tests.dll BEHAVIOUR BROKER STORE</c>. Started by <see cref="WorkerProcess"/>.</summary>
static class WorkerProgram
{
    public const string Hangs = "hangs", Dies = "dies", Deaf = "deaf", Journals = "journals";

    static async Task<int> Main(string[] args)
    {
        (string behaviour, Uri broker, string store) = (args[0], new Uri(args[1]), args[2]);
        BusFixture worker = await BusFixture.Start(new TestStage(context => Execute(context, behaviour)), new BusSetup
        {
            Options = new BusOptions { Uri = broker, DeliveryLimit = WorkerProcess.DeliveryLimit },
            Store = store,
            Slots = 1,
            Journal = behaviour == Journals ? new JournalOptions() : null,
            Consumes = queue => queue != QueueNames.Coordination,
            Services = services => services
                .AddSingleton(new DeafnessOptions { Interval = TimeSpan.FromSeconds(0.1), Patience = TimeSpan.FromSeconds(3), StopPatience = TimeSpan.FromSeconds(3) })
                .AddToBus("stubborn", bus => bus.AddConsumer<StubbornConsumer>().Endpoint(endpoint => endpoint.Name = "stubborn")),
        });
        await worker.App.WaitForShutdownAsync();
        return worker.App.Services.GetRequiredService<ProcessExit>().Code;
    }

    static void Execute(StageContext context, string behaviour)
    {
        switch (behaviour)
        {
            case Hangs:
                Console.WriteLine(WorkerProcess.Begun);
                Thread.Sleep(Timeout.Infinite);
                break;
            case Dies:
                Process.GetCurrentProcess().Kill();
                break;
            default:
                TestStage.WriteSeed(context);
                break;
        }
    }
}

/// <summary>A handler that goes on until some time after its message was taken back, as no handler of work items does.</summary>
sealed class StubbornConsumer : IConsumer<CancelRun>
{
    public async Task Consume(ConsumeContext<CancelRun> context)
    {
        var takenBack = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using (context.CancellationToken.Register(() => takenBack.TrySetResult()))
        {
            await takenBack.Task;
        }
    }
}
