using Rampart.Bus;

namespace Rampart.Hosting;

/// <summary>The names of services that are no stages. Those that are, are called like their kind of stage and their queue.</summary>
public static class ServiceNames
{
    /// <summary>The HTTP API. It has no queue of its own.</summary>
    public const string Gateway = "gateway";

    /// <summary>What tells others how runs ended; its queue is named like it.</summary>
    public const string Notifications = "notifications";

    /// <summary>The service that keeps watches. It has no queue of its own.</summary>
    public const string Retraining = "retraining";

    /// <summary>Whether the service computes work items.</summary>
    public static bool Computes(string service) => service is not (QueueNames.Coordination or Gateway or Notifications or Retraining);
}
