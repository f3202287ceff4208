namespace Rampart.Gateway.Keys;

/// <summary>What a key may do.</summary>
[Flags]
public enum ApiScope
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Look at runs, artifacts, models, faults and triggers.</summary>
    Read = 1,

    /// <summary>Tell that something happened: webhooks and causes by hand.</summary>
    Trigger = 2,

    /// <summary>Submit, cancel and retry runs.</summary>
    Submit = 4,

    /// <summary>Let aliases of models stand for other versions.</summary>
    Promote = 8,

    /// <summary>Everything, also what is not named here: decide about faults and read the journal.</summary>
    Admin = 16,
}
