using System.Text.Json;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Stages;

namespace Rampart.Bus.Tests;

/// <summary>A stage that does what the test says.</summary>
sealed class TestStage(Action<StageContext> execute, string kind = "mining") : IStage
{
    int _executions;

    public string Kind => kind;

    public int AlgorithmVersion => 1;

    public Determinism Determinism { get; init; } = new Determinism.Bitwise();

    public int Executions => _executions;

    public void Execute(StageContext context)
    {
        Interlocked.Increment(ref _executions);
        execute(context);
    }

    public static void WriteSeed(StageContext context) =>
        context.Outputs.Write("seed", MediaTypes.Json, stream => JsonSerializer.Serialize(stream, context.Work.Seed));

    public static WorkOrder Order(ulong seed, string run = "run-1", params NamedArtifact[] inputs) => Order("mining", seed, run, inputs);

    public static WorkOrder Order(string kind, ulong seed, string run, params NamedArtifact[] inputs)
    {
        var work = new WorkItem
        {
            Kind = kind,
            AlgorithmVersion = 1,
            Parameters = JsonSerializer.SerializeToElement(new { epsilon = 0.1, nested = new { words = new[] { "a" } } }),
            Inputs = inputs,
            Seed = seed,
            Numerics = "cpu-float32",
        };
        return new WorkOrder(run, "mine", $"item-{seed}", ExecutionKey.Of(work), work);
    }
}

/// <summary>Numerics without a tensor library.</summary>
sealed class TestNumerics(string machine = "test") : INumerics
{
    public NumericsFingerprint Fingerprint { get; } = new(machine, "none", "none", "none", "cpu", 1);

    public void PrepareThread()
    {
    }
}
