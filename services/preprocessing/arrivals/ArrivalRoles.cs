namespace Rampart.Preprocessing;

/// <summary>The roles of what the items of arrivals read and write.</summary>
internal static class ArrivalRoles
{
    /// <summary>The images of a shard.</summary>
    public const string Images = "images";

    /// <summary>The labels of a shard.</summary>
    public const string Labels = "labels";

    /// <summary>What arrivals are compared with.</summary>
    public const string Reference = "reference";

    /// <summary>The fingerprints of a shard's samples.</summary>
    public const string Fingerprints = "fingerprints";

    /// <summary>The samples of a shard that has been inspected.</summary>
    public const string Shard = "shard";

    /// <summary>What is kept out.</summary>
    public const string Quarantine = "quarantine";

    /// <summary>The files that were not read.</summary>
    public const string Refused = "refused";

    /// <summary>A role about one shard; a shard's name may have dots.</summary>
    public static string Of(string role, string shard) => $"{role}.{shard}";
}
