using System.Globalization;
using Rampart.Replay;

namespace Rampart.Investigation.Pages;

/// <summary>All that can change the last bits, side by side.</summary>
static class MachinesSection
{
    const string Worker = "worker";

    public static string Render(Circumstances there, Circumstances here)
    {
        (string What, string? There, string? Here)[] rows =
        [
            ("code version", there.CodeVersion, here.CodeVersion),
            ("processor", there.Fingerprint?.Processor, here.Fingerprint?.Processor),
            ("instruction set", there.Fingerprint?.InstructionSet, here.Fingerprint?.InstructionSet),
            ("tensor library", there.Fingerprint?.TensorLibrary, here.Fingerprint?.TensorLibrary),
            ("linear algebra", there.Fingerprint?.LinearAlgebra, here.Fingerprint?.LinearAlgebra),
            ("device", there.Fingerprint?.Device, here.Fingerprint?.Device),
            ("threads per operation", Threads(there), Threads(here)),
            (Worker, there.Worker, here.Worker),
        ];
        return PageText.Table(["of the machine", "recorded", "replayed"], string.Concat(rows.Where(row => row.There is not null || row.Here is not null).Select(Row)));
    }

    static string? Threads(Circumstances side) => side.Fingerprint?.IntraOpThreads.ToString(CultureInfo.InvariantCulture);

    static string Row((string What, string? There, string? Here) row)
    {
        string mark = row.There == row.Here || row.What == Worker ? "" : " class=\"differs\"";
        return $"<tr{mark}><th scope=\"row\">{row.What}</th><td>{PageText.Cell(row.There ?? "not known")}</td><td>{PageText.Cell(row.Here ?? "not known")}</td></tr>\n";
    }
}
