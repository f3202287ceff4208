using Rampart.Investigation.Replaying;

namespace Rampart.Cli.Replays;

/// <summary>What the command line asks <c>rampart replay</c> for.</summary>
/// <param name="Run">The run, or <c>latest</c>; null when a message is named.</param>
/// <param name="Message">The message, when one is named.</param>
/// <param name="Selection">Which of its items.</param>
/// <param name="Keep">The folder that keeps what is written; null when it is removed.</param>
/// <param name="Json">Whether to print JSON.</param>
sealed record ReplayRequest(string? Run, Guid? Message, ItemSelection Selection, string? Keep, bool Json);
