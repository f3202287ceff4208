namespace Rampart.Bus.Journaling;

/// <summary>Names of queues and exchanges, from the addresses in which the bus writes them.</summary>
static class Addresses
{
    /// <summary>The queue's or exchange's name.</summary>
    public static string Name(Uri? address)
    {
        string path = address?.AbsolutePath ?? "";
        string name = path[(path.LastIndexOf('/') + 1)..];
        return name.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(name) : name;
    }
}
