namespace Rampart.Artifacts.Arrivals;

/// <summary>Names under which programs write what is not whole yet.</summary>
static class HiddenNames
{
    /// <summary>Whether the file or one of the folders that it lies in has such a name.</summary>
    public static bool Has(string name) => name.StartsWith('.') || name.Contains("/.", StringComparison.Ordinal);
}
