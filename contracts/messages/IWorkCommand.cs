namespace Rampart.Contracts;

/// <summary>A command to execute one work item. Each service has its own command, and so its own queue.</summary>
public interface IWorkCommand
{
    /// <summary>What to do and for whom.</summary>
    WorkOrder Order { get; }
}
