using static TorchSharp.torch;

namespace Rampart.Safetensors;

/// <summary>The element types of the format: size in bits (F4 and F6 are packed) and, where torch has it, its scalar type.</summary>
internal sealed record ElementType(string Name, int Bits, int Alignment, ScalarType? Torch)
{
    private static readonly ElementType[] All =
    [
        new("BOOL", 8, 1, ScalarType.Bool),
        new("U8", 8, 1, ScalarType.Byte),
        new("I8", 8, 1, ScalarType.Int8),
        new("F4", 4, 1, null),
        new("F6_E2M3", 6, 1, null),
        new("F6_E3M2", 6, 1, null),
        new("F8_E5M2", 8, 1, null),
        new("F8_E4M3", 8, 1, null),
        new("F8_E8M0", 8, 1, null),
        new("F8_E4M3FNUZ", 8, 1, null),
        new("F8_E5M2FNUZ", 8, 1, null),
        new("I16", 16, 2, ScalarType.Int16),
        new("U16", 16, 2, null),
        new("F16", 16, 2, ScalarType.Float16),
        new("BF16", 16, 2, ScalarType.BFloat16),
        new("I32", 32, 4, ScalarType.Int32),
        new("U32", 32, 4, null),
        new("F32", 32, 4, ScalarType.Float32),
        new("C64", 64, 4, ScalarType.ComplexFloat32),
        new("F64", 64, 8, ScalarType.Float64),
        new("I64", 64, 8, ScalarType.Int64),
        new("U64", 64, 8, null),
    ];

    private static readonly Dictionary<string, ElementType> ByName = All.ToDictionary(type => type.Name, StringComparer.Ordinal);

    private static readonly Dictionary<ScalarType, ElementType> ByTorch =
        All.Where(type => type.Torch is not null).ToDictionary(type => type.Torch!.Value);

    public static ElementType? Find(string name) => ByName.GetValueOrDefault(name);

    public static ElementType? Find(ScalarType type) => ByTorch.GetValueOrDefault(type);

    public static string Names => string.Join(", ", All.Select(type => type.Name));

    /// <summary>Bytes that a tensor of this shape takes; null if that overflows or does not fill whole bytes.</summary>
    public long? Size(IReadOnlyList<long> shape)
    {
        // A zero anywhere makes the tensor empty, however large the other sizes are.
        if (shape.Contains(0))
        {
            return 0;
        }

        long bits = Bits;
        foreach (long size in shape)
        {
            if (size < 0 || bits > long.MaxValue / size)
            {
                return null;
            }

            bits *= size;
        }

        return bits % 8 == 0 ? bits / 8 : null;
    }
}
