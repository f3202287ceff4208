namespace Rampart.Coordination;

/// <summary>A run that can be started.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Resumed">Whether it was interrupted before and goes on.</param>
/// <param name="Finished">How many of its items have finished already.</param>
public sealed record OpenedRun(string Id, bool Resumed, int Finished);
