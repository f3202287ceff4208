namespace Rampart.Torch.Tests;

/// <summary>Files that independent scripts made; see tests/golden.</summary>
internal static class Golden
{
    public static string Path(params string[] parts) => System.IO.Path.Combine([AppContext.BaseDirectory, "golden", .. parts]);

    public static byte[] Bytes(params string[] parts) => File.ReadAllBytes(Path(parts));
}
