using Rampart.Triggers;

namespace Rampart.Retraining;

/// <summary>Is told what happens to watches, for people. It decides nothing.</summary>
public interface IWatchObserver
{
    /// <summary>New causes were handed in.</summary>
    void Accepted(string watch, string channel, int causes);

    /// <summary>What waits, waits on for something else than before.</summary>
    void Waits(string watch, int causes, TriggerDecision.Wait wait);

    /// <summary>A run was planned.</summary>
    void Planned(string watch, TriggeredRun run);

    /// <summary>A run has begun.</summary>
    void Begun(string watch, TriggeredRun run);

    /// <summary>A run has ended.</summary>
    void Ended(string watch, TriggeredRun run, string outcome);

    /// <summary>Something did not work and is tried again.</summary>
    void Failed(string watch, string what, Exception exception);
}
