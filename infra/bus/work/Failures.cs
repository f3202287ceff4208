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
            DeterminismException => new Failure(exception.Message, where, "Nothing was overwritten.", Permanent: true),
            IOException => new Failure(exception.Message, where, "Look at the disk that holds the store (space, permissions), then run again.", Permanent: false),
            DllNotFoundException or TypeInitializationException { InnerException: DllNotFoundException } => new Failure(
                $"A native library is missing: {exception.GetBaseException().Message}", where, "Run infra/setup.sh, which installs what the tensors need.", Permanent: true),
            OutOfMemoryException => new Failure("Memory ran out.", where, "Lower --concurrency or the stage's batch, then run again.", Permanent: true),
            _ => new Failure(
                $"{exception.GetType().Name}: {exception.Message}", where, "This is a defect of the stage; the log has the details. Running again goes on from here.", Permanent: true),
        };
    }
}
