namespace Rampart.Learning.Data;

/// <summary>VLGuard (Zong et al. 2024): images with instructions and responses; <c>train.json</c> and <c>test.json</c>.</summary>
public static class VlGuard
{
    private const int MostInstructions = 16;

    private static readonly (string Key, VlGuardSubset Subset)[] Keys =
    [
        ("instruction", VlGuardSubset.Unsafes), ("safe_instruction", VlGuardSubset.SafeSafes), ("unsafe_instruction", VlGuardSubset.SafeUnsafes),
    ];

    /// <summary>Reads a file.</summary>
    /// <param name="json">All of it.</param>
    /// <param name="file">How errors name it.</param>
    /// <exception cref="DataException">It is not what it should be; the message names file and line.</exception>
    public static IReadOnlyList<VlGuardRecord> Read(ReadOnlyMemory<byte> json, string file)
    {
        var records = new List<VlGuardRecord>();
        var ids = new UniqueIds<string>("record");
        JsonRecords.OfList(json, file, record => records.Add(new VlGuardRecord(
            ids.Add(record.Text("id"), record.Where),
            ImageName.Checked(record.Text("image"), record.Where),
            record.Flag("safe"),
            record.OptionalText("harmful_category"),
            record.OptionalText("harmful_subcategory"),
            [.. record.Records("instr-resp", 1, MostInstructions).Select(entry => Instruction(entry, record.Flag("safe")))])));
        return records;
    }

    private static VlGuardInstruction Instruction(JsonRecord entry, bool isSafe)
    {
        (string Key, VlGuardSubset Subset)[] found = [.. Keys.Where(known => entry.Has(known.Key))];
        if (found.Length != 1)
        {
            throw entry.Broken(
                $"an entry of \"instr-resp\" holds {found.Length} instructions",
                "give each entry one of instruction, safe_instruction and unsafe_instruction");
        }

        if (isSafe == (found[0].Subset == VlGuardSubset.Unsafes))
        {
            throw entry.Broken(
                $"\"{found[0].Key}\" stands with {(isSafe ? "a safe" : "an unsafe")} image",
                "unsafe images have an instruction, safe ones a safe_instruction and an unsafe_instruction");
        }

        return new VlGuardInstruction(found[0].Subset, entry.Text(found[0].Key), entry.OptionalText("response"));
    }
}

/// <summary>One image of VLGuard.</summary>
/// <param name="Id">Unique within the file.</param>
/// <param name="Image">The image's name below the folder of images.</param>
/// <param name="IsSafe">Whether the image is harmless.</param>
/// <param name="Category">The kind of harm, if any.</param>
/// <param name="Subcategory">The kind in detail, if any.</param>
/// <param name="Instructions">What is asked about it.</param>
public sealed record VlGuardRecord(
    string Id, string Image, bool IsSafe, string? Category, string? Subcategory, IReadOnlyList<VlGuardInstruction> Instructions);

/// <summary>An instruction with the response that is right: a refusal where the image or the instruction is unsafe.</summary>
/// <param name="Subset">Which of the set's three evaluations it belongs to.</param>
/// <param name="Instruction">What is asked.</param>
/// <param name="Response">The right response; absent in some test files.</param>
public sealed record VlGuardInstruction(VlGuardSubset Subset, string Instruction, string? Response);

/// <summary>The evaluations of VLGuard.</summary>
public enum VlGuardSubset
{
    /// <summary>An unsafe image: to be refused.</summary>
    Unsafes,

    /// <summary>A safe image with a safe instruction: to be answered.</summary>
    SafeSafes,

    /// <summary>A safe image with an unsafe instruction: to be refused.</summary>
    SafeUnsafes,
}
