using Rampart.Artifacts;
using Rampart.Contracts;
using Rampart.Stages;

namespace Rampart.Bus;

/// <summary>What an exception means to whoever reads of it.</summary>
static class Failures
{
    public static Failure Of(Exception exception, WorkOrder order)
    {
        string where = $"stage {order.Stage}, item {order.Item}";
        return exception switch
        {
            StageException stage => stage.Failure,
            ArtifactException => new Failure(exception.Message, where, "See above.", Permanent: true),
            DeterminismException determinism => determinism.Failure,
            _ when MemoryShortage.Is(exception) => new Failure(
                $"Memory ran out, also with nothing else in it: {exception.GetBaseException().Message}",
                where,
                "Lower the stage's batch, or run it where there is more memory.",
                Permanent: true),
            _ when TransientFaults.Are(exception) => new Failure(
                exception.Message, where, "It was tried again for minutes. Look at the store (space, permissions, network) and at the broker, then run again.", Permanent: false),
            DllNotFoundException or TypeInitializationException { InnerException: DllNotFoundException } => new Failure(
                $"A native library is missing: {exception.GetBaseException().Message}", where, "Run infra/setup.sh, which installs what the tensors need.", Permanent: true),
            _ => new Failure(
                $"{exception.GetType().Name}: {exception.Message}", where, "This is a defect of the stage; the log has the details. Running again goes on from here.", Permanent: true),
        };
    }

    public static Failure TookTooLong(TimeSpan limit, WorkOrder order) => new(
        $"The item was not done within {limit.TotalMinutes:0.#} minutes.",
        $"stage {order.Stage}, item {order.Item}",
        "Make the stage's items smaller (fewer samples per shard, fewer steps per segment). Or give them longer: raise consumer_timeout of the broker and Rampart__Bus__ConsumerTimeout.",
        Permanent: true);
}
