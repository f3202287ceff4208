namespace Rampart.Preprocessing;

/// <summary>The two forms of a shard's role: in an item's outputs, and in what a stage offers.</summary>
internal static class ShardRole
{
    /// <summary><c>new.a.b.pixels</c> as <c>new/a.b/pixels</c>: a shard's name may have dots.</summary>
    public static string AsPart(string role)
    {
        int first = role.IndexOf('.', StringComparison.Ordinal), last = role.LastIndexOf('.');
        return $"{role[..first]}/{role[(first + 1)..last]}/{role[(last + 1)..]}";
    }
}
