using Rampart.Pipeline.Parameters;

namespace Rampart.Preprocessing;

/// <summary>The knobs of one work item of arrivals.</summary>
[Variant("reference", typeof(ReferenceWork))]
[Variant("inspection", typeof(InspectionWork))]
[Variant("admission", typeof(AdmissionWork))]
public abstract record ArrivalsWork;

/// <summary>Note what arrivals are compared with.</summary>
public sealed record ReferenceWork : ArrivalsWork
{
    /// <summary>How many samples are asked about labels.</summary>
    public required int LabelReference { get; init; }
}

/// <summary>Decode one shard and check its samples, whatever else has arrived.</summary>
public sealed record InspectionWork : ArrivalsWork
{
    /// <summary>The shard's name.</summary>
    public required string Shard { get; init; }

    /// <summary>Captions per sample.</summary>
    public required int Captions { get; init; }

    /// <summary>Questions per sample.</summary>
    public required int Questions { get; init; }

    /// <summary>Dialogues, if any.</summary>
    public DialogueParameters? Dialogues { get; init; }

    /// <summary>The safety policy, if any.</summary>
    public SafetyParameters? Safety { get; init; }

    /// <summary>The checks.</summary>
    public required EntryCheckParameters Checks { get; init; }
}

/// <summary>Compare the shards with those before them, by name, and let in what is new.</summary>
public sealed record AdmissionWork : ArrivalsWork
{
    /// <summary>How far the hashes of near-duplicates are apart at most; -1 looks for none.</summary>
    public required int NearDuplicateBits { get; init; }
}
