using Rampart.Contracts;

namespace Rampart.Stages;

/// <summary>Who executes: goes into manifests and execution records.</summary>
/// <param name="CodeVersion">The version of Rampart.</param>
/// <param name="Name">Host name and process id.</param>
public sealed record Worker(string CodeVersion, string Name);
