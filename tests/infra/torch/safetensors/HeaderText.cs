using System.Buffers.Binary;
using System.Text;

namespace Rampart.Torch.Tests.Safetensors;

/// <summary>Files whose header is written by hand, right or wrong.</summary>
internal static class HeaderText
{
    public static byte[] File(string json, int dataLength) => File((ulong)Encoding.UTF8.GetByteCount(json), json, dataLength);

    public static byte[] File(ulong length, string json, int dataLength)
    {
        var prefix = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(prefix, length);
        return [.. prefix, .. Encoding.UTF8.GetBytes(json), .. new byte[dataLength]];
    }
}
