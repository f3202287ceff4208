namespace Rampart.Bus.Journaling;

/// <summary>Names of queues and exchanges, from the addresses in which the bus writes them.</summary>
static class Addresses
{
    const string Urn = "urn:message:";

    // Whoever sends goes through few addresses, each always the same object.
    [ThreadStatic]
    static (Uri Address, string Name)? _last;

    /// <summary>The queue's or exchange's name.</summary>
    public static string Name(Uri? address)
    {
        if (address is null)
        {
            return "";
        }
        if (_last is not { } last || !ReferenceEquals(last.Address, address))
        {
            _last = last = (address, Read(address));
        }
        return last.Name;
    }

    static string Read(Uri address)
    {
        string path = address.AbsolutePath;
        string name = path[(path.LastIndexOf('/') + 1)..];
        name = name.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(name) : name;
        // Within a process, exchanges of messages are called by the messages' URNs; over a broker they are not.
        return name.StartsWith(Urn, StringComparison.Ordinal) ? name[Urn.Length..] : name;
    }
}
