using Rampart.Learning.Data;

namespace Rampart.Preprocessing;

/// <summary>A set of a source, unpacked; kept warm so that every shard of a set does not unpack the same file again.</summary>
internal sealed class SourceImages(ImageSet set) : IDisposable
{
    public ImageSet Set { get; } = set;

    public void Dispose()
    {
        // Managed memory only: there is nothing to release.
    }
}
