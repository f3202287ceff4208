using Rampart.Bus;

namespace Rampart.Hosting;

/// <summary>The names of services that are no stages. Those that are, are called like their kind of stage and their queue.</summary>
public static class ServiceNames
{
    /// <summary>The service that keeps watches. It has no queue of its own.</summary>
    public const string Retraining = "retraining";

    /// <summary>Whether the service computes work items.</summary>
    public static bool Computes(string service) => service is not (QueueNames.Coordination or Retraining);
}
