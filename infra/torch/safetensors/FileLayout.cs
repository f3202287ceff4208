using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using static TorchSharp.torch;

namespace Rampart.Safetensors;

/// <summary>Where each tensor goes in a file: by alignment from large to small, then by name, so that data stays aligned.</summary>
internal sealed class FileLayout
{
    // Names stay readable in the file; nothing of it is ever put into HTML unescaped.
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly Dictionary<string, string> DefaultMetadata = new() { ["format"] = "pt" };

    public FileLayout(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        Slot[] slots = [.. tensors.Select(pair => new Slot(pair.Key, pair.Value))];
        Array.Sort(slots);
        Tensors = [.. slots.Select(slot => (slot.Tensor, slot.Length))];
        Prefix = Header(slots, metadata ?? DefaultMetadata);
    }

    /// <summary>The length and the padded header: all that precedes the data.</summary>
    public byte[] Prefix { get; }

    /// <summary>The tensors in file order with their sizes in bytes.</summary>
    public IReadOnlyList<(Tensor Tensor, long Length)> Tensors { get; }

    private static byte[] Header(Slot[] slots, IReadOnlyDictionary<string, string> metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Json))
        {
            json.WriteStartObject();
            Metadata(json, metadata);
            long offset = 0;
            foreach (Slot slot in slots)
            {
                json.WriteStartObject(slot.Name);
                json.WriteString("dtype", slot.Type.Name);
                Numbers(json, "shape", slot.Tensor.shape);
                Numbers(json, "data_offsets", offset, checked(offset += slot.Length));
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        int padded = (buffer.WrittenCount + 7) / 8 * 8;
        if (padded > SafetensorsHeader.MaxHeaderLength)
        {
            throw new ArgumentException(
                $"the header takes {padded} bytes, over the format's limit of {SafetensorsHeader.MaxHeaderLength}; write several files");
        }

        var prefix = new byte[8 + padded];
        BinaryPrimitives.WriteInt64LittleEndian(prefix, padded);
        buffer.WrittenSpan.CopyTo(prefix.AsSpan(8));
        prefix.AsSpan(8 + buffer.WrittenCount).Fill((byte)' ');
        return prefix;
    }

    private static void Metadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        if (metadata.Count == 0)
        {
            return;
        }

        json.WriteStartObject("__metadata__");
        foreach (KeyValuePair<string, string> pair in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            json.WriteString(pair.Key, pair.Value);
        }

        json.WriteEndObject();
    }

    private static void Numbers(Utf8JsonWriter json, string name, params ReadOnlySpan<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private sealed class Slot : IComparable<Slot>
    {
        private readonly byte[] _utf8;

        public Slot(string name, Tensor tensor)
        {
            if (name == "__metadata__")
            {
                throw new ArgumentException("a tensor cannot be named '__metadata__': the format keeps that name; rename it");
            }

            (Name, Tensor, _utf8) = (name, tensor, Encoding.UTF8.GetBytes(name));
            Type = ElementType.Find(tensor.dtype)
                ?? throw new ArgumentException($"tensor '{name}' is {tensor.dtype}, which safetensors cannot hold; convert it first");
            Length = Type.Size(tensor.shape)!.Value;
        }

        public string Name { get; }

        public Tensor Tensor { get; }

        public ElementType Type { get; }

        public long Length { get; }

        // By the bytes of the name: the order that other writers use too, free of culture.
        public int CompareTo(Slot? other) =>
            Type.Alignment != other!.Type.Alignment
                ? other.Type.Alignment.CompareTo(Type.Alignment)
                : _utf8.AsSpan().SequenceCompareTo(other._utf8);
    }
}
