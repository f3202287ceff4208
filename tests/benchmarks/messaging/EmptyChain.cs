using System.ComponentModel;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Rampart.Bus;
using Rampart.Contracts;
using Rampart.Pipeline;
using Rampart.Pipeline.Parameters;
using Rampart.Pipeline.Planning;
using Rampart.Stages;

namespace Rampart.Benchmarks.Messaging;

/// <summary>A chain of items that do nothing but write one byte: what is left is the house's own overhead.</summary>
static class EmptyChain
{
    const string Queue = "training";

    /// <summary>Registers the kind, its stage and its consumer.</summary>
    public static IServiceCollection AddEmptyChain(this IServiceCollection services) => services
        .AddSingleton<INumerics, NoNumerics>()
        .AddSingleton<IStage, EmptyStage>()
        .AddSingleton(new StageKind(Queue, typeof(ChainKnobs), 1, new ChainPlan(), order => new TrainSegment(order)))
        .AddWorkConsumer<TrainSegment>(Queue);

    /// <summary>A pipeline of one chain.</summary>
    public static string Pipeline(int seed, int items) => $"name: empty\nseed: {seed}\nprecision: float32\nstages:\n  chain:\n    kind: {Queue}\n    items: {items}\n";

    sealed record ChainKnobs
    {
        [Description("How many items follow each other.")]
        [Bounds(1, 1_000_000)]
        public required int Items { get; init; }
    }

    sealed class ChainPlan : IStagePlan
    {
        public int Count(StageSituation situation) => ((ChainKnobs)situation.Parameters).Items;

        public IReadOnlyList<PlannedItem> Items(StageSituation situation)
        {
            int stated = Math.Min(situation.Finished.Count + 1, Count(situation));
            return new ItemSequence(stated, Name, (item, name) => new PlannedItem(name, ParameterJson.Write(new Dictionary<string, int> { ["item"] = item }), []));
        }

        public IEnumerable<NamedArtifact> Outputs(StageSituation situation) => situation.Finished[Name(Count(situation) - 1)];

        static string Name(int item) => string.Create(CultureInfo.InvariantCulture, $"item-{item:0000000}");
    }

    sealed class EmptyStage : IStage
    {
        public string Kind => Queue;

        public int AlgorithmVersion => 1;

        public Determinism Determinism => new Determinism.Bitwise();

        public void Execute(StageContext context) =>
            context.Outputs.Write("number", MediaTypes.Binary, stream => stream.Write(BitConverter.GetBytes(context.Work.Seed + (ulong)context.Work.Parameters.GetProperty("item").GetInt32())));
    }

    sealed class NoNumerics : INumerics
    {
        public NumericsFingerprint Fingerprint { get; } = new("none", "none", "none", "none", "cpu", 1);

        public void PrepareThread()
        {
        }
    }
}
