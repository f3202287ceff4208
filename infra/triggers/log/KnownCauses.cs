using System.Buffers.Binary;
using System.Globalization;
using Rampart.Contracts;

namespace Rampart.Triggers;

/// <summary>
/// The ids of all causes that a watch has ever been handed, sixteen bytes each: who lists a place sees old files again, and they must not
/// count twice, long after the run that they caused. Half of a SHA-256 is enough to tell a million files apart with certainty.
/// </summary>
sealed class KnownCauses
{
    const int IdBytes = 16;

    readonly HashSet<UInt128> _ids = [];
    readonly List<UInt128> _recent = [];

    /// <summary>How many there are.</summary>
    public int Count => _ids.Count;

    /// <summary>Whether it has been handed in.</summary>
    public bool Contains(TriggerCause cause) => _ids.Contains(Short(cause));

    /// <summary>Remembers causes.</summary>
    public void Add(IEnumerable<TriggerCause> causes)
    {
        foreach (UInt128 id in causes.Select(Short))
        {
            if (_ids.Add(id))
            {
                _recent.Add(id);
            }
        }
    }

    /// <summary>Remembers what <see cref="Recent"/> has written.</summary>
    public void Add(ReadOnlySpan<byte> written)
    {
        for (; written.Length >= IdBytes; written = written[IdBytes..])
        {
            _ids.Add(BinaryPrimitives.ReadUInt128BigEndian(written));
        }
    }

    /// <summary>The ids that came since they were last forgotten to be recent.</summary>
    public byte[] Recent()
    {
        byte[] bytes = new byte[_recent.Count * IdBytes];
        for (int index = 0; index < _recent.Count; index++)
        {
            BinaryPrimitives.WriteUInt128BigEndian(bytes.AsSpan(index * IdBytes), _recent[index]);
        }
        return bytes;
    }

    /// <summary>From now on, what has come is not recent any more.</summary>
    public void Settle() => _recent.Clear();

    static UInt128 Short(TriggerCause cause) => UInt128.Parse(cause.Id.AsSpan(0, IdBytes * 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
