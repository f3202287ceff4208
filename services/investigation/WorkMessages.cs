using Rampart.Contracts;

namespace Rampart.Investigation;

/// <summary>Tells messages about work items apart by their type's name, as the journal has it.</summary>
static class WorkMessages
{
    static readonly HashSet<string> Orders =
    [
        .. typeof(IWorkCommand).Assembly.GetTypes().Where(type => type.IsClass && type.IsAssignableTo(typeof(IWorkCommand))).Select(type => type.Name),
    ];

    static readonly HashSet<string> Answers =
    [
        nameof(WorkItemCompleted), nameof(WorkItemFailed), nameof(WorkItemBlocked), nameof(WorkItemVerified), nameof(WorkItemDisagreed),
    ];

    /// <summary>Whether it orders an item.</summary>
    public static bool IsOrder(string messageType) => Orders.Contains(messageType);

    /// <summary>Whether it says what came of one.</summary>
    public static bool IsAnswer(string messageType) => Answers.Contains(messageType);
}
